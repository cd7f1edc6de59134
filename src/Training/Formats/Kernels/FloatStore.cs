namespace Mantissa.Training.Formats.Kernels;

/// <summary>Stores on a <see cref="FloatGrid"/>.</summary>
internal readonly unsafe struct FloatStore<TRule>(FloatGrid grid) : IElementwiseStore
    where TRule : struct, IRoundingRule
{
    private readonly FloatGrid _grid = grid;

    public static bool UsesNoise => TRule.UsesNoise;

    public QuantisationCounts Run(InstructionSet instructions, float* source, float* destination, int length, uint* noise, bool streams) =>
        FloatLoop<TRule>.Run(instructions, source, destination, length, _grid, noise, streams);
}
