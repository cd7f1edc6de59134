using System.Runtime.InteropServices;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>What one pass over a tensor saw.</summary>
/// <param name="Elements">Values in the tensor.</param>
/// <param name="Gamma">Γ = max |m| after rounding and saturation, NaN left out; 0 for an empty tensor.</param>
/// <param name="Overflows">Values out of range that were clipped, ±Inf included, or became infinite where the format has infinities.</param>
/// <param name="Flushed">Values other than zero that became zero.</param>
/// <param name="Zeros">Values that were zero before.</param>
/// <param name="NonFinite">NaN and ±Inf, before or after. NaN stays NaN; ±Inf saturates where the format has none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct QuantisationCounts(long Elements, int Gamma, long Overflows, long Flushed, long Zeros, long NonFinite)
{
    /// <summary>The largest magnitude that is finite: of what was stored, or of what was measured; only floating-point kernels fill it in.</summary>
    public float Largest { get; init; }

    /// <summary>The counts of storing the result of this store once more: the same Γ, and nothing left to clip or to flush.</summary>
    public QuantisationCounts Again() => this with { Overflows = 0, Flushed = 0, Zeros = Zeros + Flushed };

    /// <summary>The counts of two parts of a tensor together; the order of the parts does not matter.</summary>
    public QuantisationCounts Plus(in QuantisationCounts other) => new(
        Elements + other.Elements,
        Math.Max(Gamma, other.Gamma),
        Overflows + other.Overflows,
        Flushed + other.Flushed,
        Zeros + other.Zeros,
        NonFinite + other.NonFinite)
    {
        Largest = Math.Max(Largest, other.Largest),
    };
}
