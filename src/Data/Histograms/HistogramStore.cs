using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Histograms;

/// <summary>Which sites a run has histograms of, and at which steps.</summary>
/// <param name="Sites">In the order of their names.</param>
/// <param name="Steps">How many steps.</param>
/// <param name="FirstStep">The first of them; 0 where there are none.</param>
/// <param name="LastStep">The last of them.</param>
public sealed record HistogramSummary(IReadOnlyList<string> Sites, int Steps, long FirstStep, long LastStep);

/// <summary>The histograms of a site over the steps.</summary>
/// <param name="Points">Ascending steps.</param>
/// <param name="Total">Steps in the range that was asked for, of which the points are an even choice.</param>
public sealed record HistogramSeries(IReadOnlyList<(long Step, SiteHistogram Histogram)> Points, int Total);

/// <summary>Reads the histograms that runs recorded.</summary>
public sealed class HistogramStore(IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>Every step has all sites that a report had, so the last one names them.</summary>
    public async Task<HistogramSummary> ListAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var own = context.RunHistograms.Where(row => row.RunId == runId);
        var steps = await own.GroupBy(row => row.RunId)
            .Select(rows => new { Count = rows.Count(), First = rows.Min(row => row.Step), Last = rows.Max(row => row.Step) }).SingleOrDefaultAsync(cancellationToken);
        if (steps is null)
            return new([], 0, 0, 0);
        var last = await own.Where(row => row.Step == steps.Last).Select(row => row.Content).SingleAsync(cancellationToken);
        return new([.. HistogramCodec.Decode(last).Select(histogram => histogram.Site).Order(StringComparer.Ordinal)], steps.Count, steps.First, steps.Last);
    }

    /// <param name="runId">The run.</param>
    /// <param name="site">The site.</param>
    /// <param name="from">First step wanted, inclusive.</param>
    /// <param name="to">Last step wanted, inclusive.</param>
    /// <param name="points">At most so many, 2 or more; the first and the last step are among them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<HistogramSeries> ReadAsync(Guid runId, string site, long? from, long? to, int points, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var own = context.RunHistograms.Where(row => row.RunId == runId && row.Step >= (from ?? 0) && row.Step <= (to ?? long.MaxValue));
        var steps = await own.OrderBy(row => row.Step).Select(row => row.Step).ToListAsync(cancellationToken);
        var chosen = steps.Count <= points ? steps : [.. Enumerable.Range(0, points).Select(i => steps[(int)((long)i * (steps.Count - 1) / (points - 1))])];
        var rows = await own.Where(row => chosen.Contains(row.Step)).OrderBy(row => row.Step).Select(row => new { row.Step, row.Content }).ToListAsync(cancellationToken);
        return new(
            [.. rows.SelectMany(row => HistogramCodec.Decode(row.Content).Where(histogram => histogram.Site == site).Select(histogram => (row.Step, histogram)))],
            steps.Count);
    }
}
