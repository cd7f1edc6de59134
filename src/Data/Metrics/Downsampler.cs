namespace Mantissa.Data.Metrics;

/// <summary>
/// Thins a series to a budget without losing what an eye looks for. The series is cut into stretches of equal weight; of each stretch the
/// smallest and the largest finite value and the first that is not finite stay, and of the whole series the first and the last point.
/// </summary>
internal static class Downsampler
{
    /// <summary>The smallest budget: first, last, smallest, largest, and one that is not finite.</summary>
    public const int MinimumBudget = 5;

    /// <param name="order">Positions of the candidates in ascending step.</param>
    /// <param name="values">The candidates' values, by position.</param>
    /// <param name="weights">How many points each candidate stands for, by position.</param>
    /// <param name="budget">How many positions to keep at most; at least <see cref="MinimumBudget"/>.</param>
    /// <returns>The positions kept, in ascending step.</returns>
    public static int[] Choose(int[] order, List<double> values, List<double> weights, int budget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budget, MinimumBudget);
        var stretches = StretchesOf(budget, values.Exists(value => !double.IsFinite(value)));
        var width = weights.Sum() / stretches;
        var kept = new List<int>(budget) { 0 };
        var start = 0;
        var passed = 0.0;
        for (var stretch = 1; stretch <= stretches && start < order.Length; stretch++)
        {
            var end = start;
            while (end < order.Length && (stretch == stretches || passed + (weights[order[end]] / 2) < stretch * width))
                passed += weights[order[end++]];
            Keep(kept, order, values, start, end);
            start = end;
        }

        if (kept[^1] != order.Length - 1)
            kept.Add(order.Length - 1);
        return [.. kept.Select(position => order[position])];
    }

    /// <summary>How many stretches a budget allows: two points each, three where values may be non-finite, and the two ends.</summary>
    public static int StretchesOf(int budget, bool nonFinite) => (budget - 2) / (nonFinite ? 3 : 2);

    private static void Keep(List<int> kept, int[] order, List<double> values, int start, int end)
    {
        int min = -1, max = -1, nonFinite = -1;
        for (var i = start; i < end; i++)
        {
            var value = values[order[i]];
            if (!double.IsFinite(value))
            {
                nonFinite = nonFinite < 0 ? i : nonFinite;
                continue;
            }

            if (min < 0 || value < values[order[min]])
                min = i;
            if (max < 0 || value > values[order[max]])
                max = i;
        }

        Span<int> found = [min, max, nonFinite];
        found.Sort();
        foreach (var position in found)
        {
            // Ascending and each once; the very first point is there already.
            if (position > kept[^1])
                kept.Add(position);
        }
    }
}
