using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

internal static unsafe partial class BlockLoop<TRule>
{
    /// <summary>A tile of whole vectors, if all of its values are finite; else it does nothing.</summary>
    private static bool TryAvx512(in BlockTile tile, in FloatGrid element, ref RoundingNoise numbers, ulong position, ref FloatTally tally)
    {
        var memory = stackalloc float[(2 * BlockTile.Width) + 16];
        var floor = (float*)(((nint)memory + 63) & ~63);
        var largest = floor + BlockTile.Width;
        if (!Avx512Largest(tile, largest))
            return false;
        Avx512Scales(largest, floor, tile.Columns, element);
        if (!TRule.UsesNoise)
        {
            Avx512Rows(tile, 0, tile.Rows, floor, largest, element, null, ref tally);
            return true;
        }

        var words = stackalloc uint[BlockTile.Width + 16];
        var noise = (uint*)(((nint)words + 63) & ~63);
        for (var row = 0; row < tile.Rows; row++)
        {
            numbers.Read(new Span<uint>(noise, tile.Columns), position + (ulong)(row * tile.Stride));
            Avx512Rows(tile, row, row + 1, floor, largest, element, noise, ref tally);
        }

        return true;
    }

    /// <summary>The largest magnitude of each column; whether all values are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Avx512Largest(in BlockTile tile, float* largest)
    {
        var source = tile.Source;
        var (stride, rows, columns) = (tile.Stride, tile.Rows, tile.Columns);
        var top = Vector512<int>.Zero;
        for (var column = 0; column < columns; column += Vector512<float>.Count)
        {
            // Magnitudes are in the order of their bits, with infinity and NaN above all others.
            var extreme = Vector512<int>.Zero;
            for (var row = 0; row < rows; row++)
            {
                var values = source + (row * stride) + column;
                // Rows are pages apart, where the processor does not see what comes next: four cache lines on, it may be in the next tile.
                Sse.Prefetch0(values + (4 * Vector512<float>.Count));
                extreme = Vector512.Max(extreme, Vector512.Abs(Vector512.Load(values)).AsInt32());
            }

            extreme.AsSingle().Store(largest + column);
            top = Vector512.Max(top, extreme);
        }

        return Vector512.LessThanAll(top, Vector512.Create(0x7F800000));
    }

    /// <summary>
    /// From the largest magnitude of each block the exponent of its smallest normal value, and in place of that magnitude the block's bound.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Avx512Scales(float* largest, float* floor, int length, in FloatGrid element)
    {
        var (maximum, minimum) = (Vector512.Create((float)element.MaximumExponent), Vector512.Create((float)element.MinimumExponent));
        for (var i = 0; i < length; i += Vector512<float>.Count)
        {
            // The exponent of zero is −∞.
            var exponent = Avx512F.Max(
                Avx512F.GetExponent(Vector512.Load(largest + i)) - maximum, Vector512.Create((float)BlockKernel.SmallestExponent));
            (exponent + minimum).Store(floor + i);
            Avx512F.Scale(Vector512.Create(element.Largest), exponent).Store(largest + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Avx512Rows(
        in BlockTile tile, int from, int to, float* floor, float* bound, in FloatGrid element, uint* noise, ref FloatTally tally)
    {
        var (columns, streams, ahead) = (tile.Columns, tile.Streams, tile.Ahead);
        var fraction = Vector512.Create((float)(element.Precision - 1));
        var extreme = Vector512<float>.Zero;
        ulong zeros = 0, zerosAfter = 0, overflows = 0;
        for (var row = from; row < to; row++)
        {
            var source = tile.Source + (row * tile.Stride);
            var destination = tile.Destination + (row * tile.Stride);
            for (var i = 0; i < columns; i += Vector512<float>.Count)
            {
                // Rounding keeps the processor busy and the memory idle: time to bring the next tile closer.
                if (ahead != 0)
                    Sse.Prefetch1(source + i + ahead);
                var value = Vector512.Load(source + i);
                var stored = FloatLoop<TRule>.Round(value, Vector512.Load(floor + i), fraction, TRule.UsesNoise ? Vector512.Load(noise + i) : default);
                var (magnitude, limit) = (Vector512.Abs(stored), Vector512.Load(bound + i));
                if (!Vector512.LessThanOrEqualAll(magnitude, limit))
                {
                    overflows += ulong.PopCount(Vector512.GreaterThan(magnitude, limit).ExtractMostSignificantBits());
                    magnitude = Avx512F.Min(magnitude, limit);
                    stored = Vector512.CopySign(magnitude, stored);
                }

                extreme = Avx512F.Max(magnitude, extreme);
                zeros += ulong.PopCount(Vector512.Equals(value, Vector512<float>.Zero).ExtractMostSignificantBits());
                zerosAfter += ulong.PopCount(Vector512.Equals(stored, Vector512<float>.Zero).ExtractMostSignificantBits());
                if (streams)
                    stored.StoreAlignedNonTemporal(destination + i);
                else
                    stored.Store(destination + i);
            }
        }

        if (streams)
            Sse.StoreFence();
        tally.Raise(MagnitudeKernel.Largest(extreme));
        tally.Overflows += (long)overflows;
        tally.Zeros += (long)zeros;
        tally.ZerosAfter += (long)zerosAfter;
    }
}
