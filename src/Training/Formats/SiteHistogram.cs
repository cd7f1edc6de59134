using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Calculation;

namespace Mantissa.Training.Formats;

/// <summary>
/// How large the values are that one store left at a site, in powers of two of the format's smallest one: where mantissas are integers
/// m of a shared exponent, by the place of their leading bit, ⌊log2 |m|⌋. Every value that is a number is counted once.
/// </summary>
/// <param name="Unit">log2 of the smallest magnitude, κ = 2ᵉ of a shared exponent; 0 where every block has a scale of its own.</param>
/// <param name="Octaves">Powers of two from the smallest magnitude to the largest; 0 where every block has a scale of its own.</param>
/// <param name="Zeros">Values that are zero.</param>
/// <param name="Saturated">Values at the format's bounds, infinities among them; none are told apart where blocks have scales.</param>
/// <param name="First">k of the first of <paramref name="Counts"/>.</param>
/// <param name="Counts">From <paramref name="First"/> on: values with 2ᵏ ≤ |x| / 2ᵘⁿⁱᵗ &lt; 2ᵏ⁺¹ that are not saturated; neither end is 0.</param>
public sealed record SiteHistogram(int Unit, int Octaves, int Zeros, int Saturated, int First, IReadOnlyList<int> Counts)
{
    private const int SmallestExponent = -149, LargestExponent = 127, FirstNormal = 0x00800000, SignificandBits = 23, Bias = 127;

    /// <summary>Counts values.</summary>
    /// <param name="stored">Values of the set.</param>
    /// <param name="set">What they were chosen from; <see langword="null"/> where blocks of them have sets of their own.</param>
    public static SiteHistogram Of(ReadOnlySpan<float> stored, ValueSet? set)
    {
        var (lowest, highest) = set is null ? (double.NegativeInfinity, double.PositiveInfinity) : (set.Lowest, set.Highest);
        Span<int> octaves = stackalloc int[LargestExponent - SmallestExponent + 1];
        octaves.Clear();
        var (zeros, saturated) = (0, 0);
        foreach (var value in stored)
        {
            if (value == 0)
                zeros++;
            else if (value >= highest || value <= lowest)
                saturated++;
            else if (!float.IsNaN(value))
                octaves[ExponentOf(value) - SmallestExponent]++;
        }

        var unit = set?.UnitExponent ?? 0;
        var first = octaves.IndexOfAnyExcept(0);
        return new(
            unit,
            set is null ? 0 : Math.ILogB(set.Highest) - unit + 1,
            zeros,
            saturated,
            first < 0 ? 0 : first + SmallestExponent - unit,
            first < 0 ? [] : octaves[first..(octaves.LastIndexOfAnyExcept(0) + 1)].ToArray());
    }

    internal JsonArray Save() => new([Unit, Octaves, Zeros, Saturated, First, .. Counts]);

    internal static SiteHistogram Load(JsonArray state)
    {
        var numbers = state.Select(number => number!.GetValue<int>()).ToArray();
        return new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5..]);
    }

    /// <summary>⌊log2 |x|⌋ of a number that is finite and not zero.</summary>
    private static int ExponentOf(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value) & int.MaxValue;
        return bits >= FirstNormal ? (bits >> SignificandBits) - Bias : int.Log2(bits) + SmallestExponent;
    }
}
