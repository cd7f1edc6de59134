namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>
/// Autoflex as published: Köster et al., "Flexpoint: an adaptive numerical format for efficient training of deep neural networks",
/// NIPS 2017, algorithms 1 and 2.
/// </summary>
/// <remarks>
/// Search, from κ = 1: Γ ≥ 2^(N−1) − 1 multiplies κ by 2^⌊(N−1)/2⌋; Γ &lt; 2^(N−2) by 2^(⌈log2 max(Γ, 1)⌉ − (N−2)), which is final when
/// Γ > 2^(⌊(N−1)/2⌋−2); any other Γ is final. The search also ends where the exponent's range does: a tensor of zeros ends at the
/// smallest exponent, since nothing about it asks for a larger one.
/// Prediction: χ = α(max f + β·std f + γκ) over the recent maxima f = Γκ; κ = 2^(⌈log2 χ⌉ − N + 1).
/// </remarks>
public sealed class PaperAutoflex : Autoflex
{
    private readonly double _alpha;
    private readonly double _beta;
    private readonly double _gamma;

    /// <param name="bits">N.</param>
    /// <param name="smallestExponent">Smallest log2 κ.</param>
    /// <param name="largestExponent">Largest log2 κ.</param>
    /// <param name="options">α, β, γ and the length of the history.</param>
    public PaperAutoflex(int bits, int smallestExponent, int largestExponent, FlexpointOptions options)
        : base(bits, options.History, smallestExponent, largestExponent, Math.Clamp(0, smallestExponent, largestExponent)) =>
        (_alpha, _beta, _gamma) = (options.Alpha, options.Beta, options.Gamma);

    private protected override (int Exponent, bool Done) Search(int gamma)
    {
        var half = (Bits - 1) / 2;
        if (gamma >= Highest)
            return (Exponent + half, false);
        if (gamma >= 1 << (Bits - 2))
            return (Exponent, true);
        // Few mantissa bits are a rough guess at the magnitude: another step is needed.
        var reliable = gamma > Math.ScaleB(1, half - 2);
        return (Exponent + CeilingLog2(Math.Max(gamma, 1)) - (Bits - 2), reliable);
    }

    private protected override bool IsExhausted(int before) => Exponent == before;

    private protected override int Predict()
    {
        var expected = _alpha * (Largest(History.Count) + (_beta * Deviation()) + (_gamma * Scale));
        return expected > 0 ? CeilingLog2(expected) - Bits + 1 : SmallestExponent;
    }

    private static int CeilingLog2(double x)
    {
        // From the bits of the number: a logarithm may be off at a power of two.
        var floor = Math.ILogB(x);
        return Math.ScaleB(1, floor) < x ? floor + 1 : floor;
    }
}
