using System.Text.Json.Nodes;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>Autoflex as its predecessor in ngraph-python (December 2016) did it; known to the last bit.</summary>
/// <remarks>
/// The scale for a magnitude m is κ = 2^(⌊log2 m⌋ − (N−2)), 1 for m = 0, clamped to the exponent's range.
/// Search, from κ = 2⁻⁸, with g = Γ + 1: g ≥ 2^(N−1) − 1 multiplies κ by 2^⌊(N−1)/2⌋; g &lt; 2^(N−2) by 2^(bits(g) − (N−1)), which is final
/// when g ≥ 2^(⌊(N−1)/2⌋−2); any other g is final. The eleventh try settles for κ = 1.
/// Prediction: m = max f + 3·std f + 100κ over 16 recent maxima. A tensor whose adjustments, this one included, do not exceed a sixteenth
/// of the session's clock is stale: m = max of its last two + 2^(N−4)·κ.
/// </remarks>
public sealed class NgraphAutoflex : Autoflex
{
    private const int HistoryLength = 16;
    private const int Tries = 10;
    private const double Deviations = 3;
    private const double Margin = 100;

    private int _tries;
    private long _adjustments;

    /// <param name="bits">N; 16 in ngraph-python.</param>
    /// <param name="smallestExponent">Smallest log2 κ; −32 in ngraph-python.</param>
    /// <param name="largestExponent">Largest log2 κ; 0 in ngraph-python.</param>
    public NgraphAutoflex(int bits, int smallestExponent, int largestExponent)
        : base(bits, HistoryLength, smallestExponent, largestExponent, Math.Clamp(-8, smallestExponent, largestExponent))
    {
    }

    /// <summary>
    /// Finds the first exponent of a tensor that the host writes instead of a kernel: from the magnitude itself, without a search.
    /// </summary>
    /// <param name="largest">max |v| of the values to be written.</param>
    public void InitialiseForHost(double largest) => Initialise(ExponentFor(largest));

    public override JsonObject Save()
    {
        var state = base.Save();
        state["tries"] = _tries;
        state["adjustments"] = _adjustments;
        return state;
    }

    public override void Load(JsonObject state)
    {
        base.Load(state);
        _tries = state["tries"]!.GetValue<int>();
        _adjustments = state["adjustments"]!.GetValue<long>();
    }

    private protected override (int Exponent, bool Done) Search(int gamma)
    {
        var g = gamma + 1;
        var half = (Bits - 1) / 2;
        if (++_tries > Tries)
            return (0, true);
        if (g >= Highest)
            return (Exponent + half, false);
        if (g >= 1 << (Bits - 2))
            return (Exponent, true);
        return (Exponent + Math.ILogB(g) + 1 - (Bits - 1), g >= 1 << Math.Max(half - 2, 0));
    }

    private protected override bool IsExhausted(int before) => false;

    private protected override int Predict()
    {
        _adjustments++;
        var magnitude = _adjustments > Clock >> 4
            ? Largest(History.Count) + (Deviations * Deviation()) + (Margin * Scale)
            : Largest(2) + (Math.ScaleB(1, Bits - 4) * Scale);
        return ExponentFor(magnitude);
    }

    private int ExponentFor(double magnitude) => magnitude == 0 ? 0 : Math.ILogB(magnitude) - (Bits - 2);
}
