using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>The innermost loops of a block store: the largest magnitude of each block, then all of its values with the scale from that.</summary>
internal static unsafe partial class BlockLoop<TRule>
    where TRule : struct, IRoundingRule
{
    /// <summary>One block whose values are neighbours in memory.</summary>
    public static void Line(
        InstructionSet instructions, in BlockTile tile, in FloatGrid element, ref RoundingNoise numbers, ulong position, ref FloatTally tally)
    {
        var noise = stackalloc uint[BlockShape.Block];
        if (TRule.UsesNoise)
            numbers.Read(new Span<uint>(noise, tile.Rows), position);
        var grid = element.Scaled(BlockKernel.Exponent(MagnitudeKernel.Largest(instructions, tile.Source, tile.Rows), element));
        tally.Add(FloatLoop<TRule>.Run(instructions, tile.Source, tile.Destination, tile.Rows, grid, noise, streams: false));
    }

    /// <summary>As many blocks as the tile has columns.</summary>
    public static void Tile(
        InstructionSet instructions, in BlockTile tile, in FloatGrid element, ref RoundingNoise numbers, ulong position, ref FloatTally tally)
    {
        var wide = instructions == InstructionSet.Avx512 ? tile.Columns & ~(Vector512<float>.Count - 1) : 0;
        if (wide > 0 && TryAvx512(tile.Part(0, wide), element, ref numbers, position, ref tally))
            Rest(instructions, tile.Part(wide, tile.Columns - wide), element, ref numbers, position + (ulong)wide, ref tally);
        else
            Rest(instructions, tile, element, ref numbers, position, ref tally);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rest(
        InstructionSet instructions, in BlockTile tile, in FloatGrid element, ref RoundingNoise numbers, ulong position, ref FloatTally tally)
    {
        if (tile.Columns == 0)
            return;
        var largest = stackalloc float[BlockTile.Width];
        var noise = stackalloc uint[TRule.UsesNoise ? BlockTile.Width : 1];
        new Span<float>(largest, tile.Columns).Clear();
        var vectors = instructions == InstructionSet.Scalar ? 0 : tile.Columns & ~7;
        for (var row = 0; row < tile.Rows; row++)
        {
            var values = tile.Source + (row * tile.Stride);
            Avx2Largest(values, largest, vectors);
            for (var column = vectors; column < tile.Columns; column++)
                largest[column] = Larger(values[column], largest[column]);
        }

        for (var row = 0; row < tile.Rows; row++)
        {
            var offset = row * tile.Stride;
            if (TRule.UsesNoise)
                numbers.Read(new Span<uint>(noise, tile.Columns), position + (ulong)offset);
            Avx2Part(tile.Source + offset, tile.Destination + offset, largest, vectors, element, noise, ref tally);
            for (var column = vectors; column < tile.Columns; column++)
                tile.Destination[offset + column] = Single(tile.Source[offset + column], largest[column], element, TRule.UsesNoise ? noise[column] : 0, ref tally);
        }
    }

    private static float Single(float value, float largest, in FloatGrid element, uint noise, ref FloatTally tally)
    {
        var grid = element.Scaled(BlockKernel.Exponent(MathF.Min(largest, float.MaxValue), element));
        return FloatLoop<TRule>.Single(value, grid, noise, ref tally);
    }

    /// <summary>NaN is never larger.</summary>
    private static float Larger(float value, float largest) => MathF.Abs(value) is var magnitude && magnitude > largest ? magnitude : largest;
}
