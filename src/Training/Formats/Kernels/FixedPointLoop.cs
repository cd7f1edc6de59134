namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// The innermost loop of a fixed-point store: scale, round, saturate, count, rescale, in one pass over memory. Source and destination
/// are the same, or do not overlap; without a destination it only counts.
/// </summary>
internal static unsafe partial class FixedPointLoop<TRule>
    where TRule : struct, IRoundingRule
{
    /// <param name="instructions">What the loop may use.</param>
    /// <param name="source">Values to store.</param>
    /// <param name="destination">Where to; null to count only.</param>
    /// <param name="length">How many.</param>
    /// <param name="grid">The values that the format has.</param>
    /// <param name="noise">A word for each value, for rules that use it.</param>
    /// <param name="streams">Write past the caches: for a destination aligned to 64 bytes that would not stay in them anyway.</param>
    public static QuantisationCounts Run(
        InstructionSet instructions, float* source, float* destination, int length, FixedPointGrid grid, uint* noise, bool streams)
    {
        var tally = default(Tally);
        nint done = 0;
        if (instructions == InstructionSet.Avx512)
            done = Avx512Part(source, destination, length, grid, noise, streams, ref tally);
        else if (instructions == InstructionSet.Avx2)
            done = Avx2Part(source, destination, length, grid, noise, streams, ref tally);
        ScalarPart(source, destination, done, length, grid, noise, ref tally);
        return new QuantisationCounts(
            length, (int)tally.Gamma, tally.Overflows, tally.ZerosAfter - tally.Zeros, tally.Zeros, tally.NonFinite);
    }

    private static void ScalarPart(
        float* source, float* destination, nint from, nint to, FixedPointGrid grid, uint* noise, ref Tally tally)
    {
        var (inverse1, inverse2, scale) = (grid.InverseScale1, grid.InverseScale2, grid.Scale);
        var (lowest, highest) = ((float)grid.Lowest, (float)grid.Highest);
        for (var i = from; i < to; i++)
        {
            var value = source[i];
            var rounded = TRule.Round(value * inverse1 * inverse2, value, TRule.UsesNoise ? noise[i] : 0);
            // Written so that NaN, for which every comparison is false, passes through.
            var mantissa = rounded > highest ? highest : rounded < lowest ? lowest : rounded;
            tally.Overflows += rounded > highest || rounded < lowest ? 1 : 0;
            tally.NonFinite += float.IsFinite(value) ? 0 : 1;
            tally.Zeros += value == 0 ? 1 : 0;
            tally.ZerosAfter += mantissa == 0 ? 1 : 0;
            tally.Raise(MathF.Abs(mantissa));
            // Adding zero turns −0 into +0: an integer has one zero.
            if (destination != null)
                destination[i] = (mantissa * scale) + 0f;
        }
    }

    private struct Tally
    {
        public float Gamma;
        public long Overflows;
        public long NonFinite;
        public long Zeros;
        public long ZerosAfter;

        public void Raise(float magnitude)
        {
            if (magnitude > Gamma)
                Gamma = magnitude;
        }
    }
}
