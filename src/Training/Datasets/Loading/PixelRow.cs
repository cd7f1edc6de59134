using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mantissa.Training.Datasets.Loading;

/// <summary>
/// A row of bytes to single precision in one pass, eight at a time. A product and a sum, each rounded: the same on every machine, which a
/// fused multiply-add would not be.
/// </summary>
internal static class PixelRow
{
    public static void Normalise(ReadOnlySpan<byte> source, Span<float> target, float scale, float offset)
    {
        var i = 0;
        for (; i <= source.Length - 8; i += 8)
        {
            var eight = MemoryMarshal.Read<ulong>(source[i..]);
            (ToSingle(eight) * scale + Vector256.Create(offset)).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
            target[i] = (source[i] * scale) + offset;
    }

    /// <summary>The same with the row mirrored.</summary>
    public static void NormaliseFlipped(ReadOnlySpan<byte> source, Span<float> target, float scale, float offset)
    {
        var i = 0;
        for (; i <= source.Length - 8; i += 8)
        {
            var eight = BinaryPrimitives.ReverseEndianness(MemoryMarshal.Read<ulong>(source[(source.Length - i - 8)..]));
            (ToSingle(eight) * scale + Vector256.Create(offset)).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
            target[i] = (source[source.Length - 1 - i] * scale) + offset;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ToSingle(ulong eightBytes)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(eightBytes).AsByte());
        var (lower, upper) = Vector128.Widen(words);
        return Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32());
    }
}
