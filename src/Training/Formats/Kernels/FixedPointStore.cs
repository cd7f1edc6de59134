namespace Mantissa.Training.Formats.Kernels;

/// <summary>Stores on a <see cref="FixedPointGrid"/>.</summary>
internal readonly unsafe struct FixedPointStore<TRule>(FixedPointGrid grid) : IElementwiseStore
    where TRule : struct, IRoundingRule
{
    public static bool UsesNoise => TRule.UsesNoise;

    public QuantisationCounts Run(InstructionSet instructions, float* source, float* destination, int length, uint* noise, bool streams) =>
        FixedPointLoop<TRule>.Run(instructions, source, destination, length, grid, noise, streams);
}
