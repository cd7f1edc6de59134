using System.Runtime.Intrinsics;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// Rounds numbers to integers; NaN and ±Inf stay themselves. The widths agree bit for bit, so that a result never depends on the
/// processor. Kernels take a rule as a type parameter: the compiler makes one loop for each, without a call inside.
/// </summary>
/// <remarks>
/// <c>scaled</c> is the number to round, <c>original</c> the same number before scaling (scaling may underflow to zero), <c>noise</c>
/// 24 random bits per number, which only a rule with <see cref="UsesNoise"/> looks at.
/// </remarks>
public interface IRoundingRule
{
    static abstract bool UsesNoise { get; }

    /// <summary>Whether every number between two neighbours goes to the smaller magnitude, for numbers of this sign.</summary>
    static abstract bool Truncates(bool positive);

    static abstract float Round(float scaled, float original, uint noise);

    static abstract Vector256<float> Round(Vector256<float> scaled, Vector256<float> original, Vector256<uint> noise);

    static abstract Vector512<float> Round(Vector512<float> scaled, Vector512<float> original, Vector512<uint> noise);
}
