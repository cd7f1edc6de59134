using Mantissa.Data.Metrics;

namespace Mantissa.Web.Components.Metrics;

/// <summary>A metric of which no run has more than one value: numbers to be read side by side, not a curve.</summary>
/// <param name="Title">Its name for people.</param>
/// <param name="Unit">Of its values; <c>fraction</c> reads as per cent.</param>
/// <param name="Values">One for each run that recorded it.</param>
public sealed record SingleValues(string Title, string? Unit, IReadOnlyList<SingleValue> Values)
{
    /// <summary>The values of a format.</summary>
    public IReadOnlyList<SingleValue> Of(string format) => [.. Values.Where(value => value.Run.Format == format)];

    /// <summary>Where a value lies between the least and the greatest, in [0, 1]; in the middle when all are the same.</summary>
    public double Place(double value)
    {
        var known = Values.Select(each => each.Value).Where(double.IsFinite).ToList();
        var (least, most) = (known.DefaultIfEmpty(0).Min(), known.DefaultIfEmpty(0).Max());
        return most > least ? (value - least) / (most - least) : 0.5;
    }

    /// <summary>The metrics of the panels, in their order; those that none of the runs recorded are left out.</summary>
    /// <param name="panels">Panels without a curve.</param>
    /// <param name="runs">The runs in sight.</param>
    /// <param name="series">What they recorded.</param>
    public static IReadOnlyList<SingleValues> Of(
        IEnumerable<MetricPanel> panels, IReadOnlyList<ChartRun> runs, IReadOnlyList<SeriesSummary> series)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(runs);
        var known = series.ToLookup(s => (s.RunId, s.Name));
        return
        [
            .. panels.SelectMany(panel => panel.Lines.Select(line => new SingleValues(
                    line.Label.Length == 0 ? panel.Title : $"{panel.Title}, {line.Label}", panel.Unit,
                    [.. runs.SelectMany(run => known[(run.Id, line.Name)].Take(1).Select(s => new SingleValue(run, s.LastStep, s.Last)))])))
                .Where(metric => metric.Values.Count > 0),
        ];
    }
}

/// <summary>What a run recorded once.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">When.</param>
/// <param name="Value">What.</param>
public sealed record SingleValue(ChartRun Run, long Step, double Value);
