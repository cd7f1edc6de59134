using Mantissa.Data.Metrics;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>Series of several tensors over the same stretches of steps.</summary>
/// <param name="Starts">First step of each stretch; ascending.</param>
/// <param name="End">Last step of all.</param>
/// <param name="Values">Tensor by tensor, the mean of the finite values in each stretch; NaN where there is none.</param>
public sealed record SiteGrid(double[] Starts, double End, double[] Values)
{
    /// <summary>More stretches than these are narrower than the eye can tell apart.</summary>
    public const int MostStretches = 96;

    /// <param name="rows">A series for each tensor; <see langword="null"/> for one that has none.</param>
    public static SiteGrid Of(IReadOnlyList<SeriesData?> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var steps = rows.SelectMany(row => row?.Steps ?? []).Distinct().Order().ToArray();
        var starts = Stretches(steps);
        var (sums, counts) = (new double[rows.Count * starts.Length], new int[rows.Count * starts.Length]);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows[row]?.Steps.Length; i++)
            {
                if (!double.IsFinite(rows[row]!.Values[i]))
                    continue;
                var found = Array.BinarySearch(starts, rows[row]!.Steps[i]);
                var cell = (row * starts.Length) + (found >= 0 ? found : ~found - 1);
                sums[cell] += rows[row]!.Values[i];
                counts[cell]++;
            }
        }

        return new(starts, steps.Length > 0 ? steps[^1] : 0, [.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : double.NaN)]);
    }

    /// <summary>Each step by itself where they are few, else stretches of equal length.</summary>
    private static double[] Stretches(long[] steps)
    {
        if (steps.Length <= MostStretches)
            return Array.ConvertAll(steps, step => (double)step);
        var width = (steps[^1] - steps[0] + 1) / (double)MostStretches;
        return [.. Enumerable.Range(0, MostStretches).Select(i => steps[0] + (i * width))];
    }
}
