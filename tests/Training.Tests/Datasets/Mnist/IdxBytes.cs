using System.Buffers.Binary;
using System.IO.Compression;

namespace Mantissa.Training.Tests.Datasets.Mnist;

/// <summary>IDX files, byte by byte.</summary>
internal static class IdxBytes
{
    /// <param name="shape">Sizes of the dimensions, as the header shall claim.</param>
    /// <param name="values">What follows it.</param>
    public static byte[] Create(int[] shape, byte[] values)
    {
        var file = new byte[4 + (4 * shape.Length) + values.Length];
        (file[2], file[3]) = (8, (byte)shape.Length);
        for (var i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        values.CopyTo(file, 4 + (4 * shape.Length));
        return file;
    }

    /// <summary>Images of <paramref name="side"/> pixels that differ from each other in every pixel.</summary>
    public static byte[] Images(int count, int side, int first = 0) =>
        Create([count, side, side], [.. Enumerable.Range(0, count * side * side).Select(i => Pixel(first + (i / (side * side)), i % (side * side)))]);

    public static byte[] Labels(params byte[] labels) => Create([labels.Length], labels);

    public static byte Pixel(int image, int position) => (byte)((image * 37) + (position * 5) + 1);

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }
}
