using System.Buffers.Binary;

namespace Mantissa.Web.Api.Recording;

/// <summary>The size of a picture, from the first chunk of a PNG file (W3C PNG, sections 5.2 and 11.2.2).</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal readonly record struct PngHeader(int Width, int Height)
{
    public const int LargestSide = 8192;

    private const int Length = 24;

    private static ReadOnlySpan<byte> Start => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    /// <summary>False when it is no PNG, or has a side of 0 or more than <see cref="LargestSide"/> pixels.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, out PngHeader header)
    {
        header = default;
        if (content.Length < Length || !content.StartsWith(Start))
            return false;
        var width = BinaryPrimitives.ReadUInt32BigEndian(content[16..]);
        var height = BinaryPrimitives.ReadUInt32BigEndian(content[20..]);
        if (width is 0 or > LargestSide || height is 0 or > LargestSide)
            return false;
        header = new((int)width, (int)height);
        return true;
    }
}
