using Mantissa.Data.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Reads the rows of the list: the runs, and of each the last value of its primary metric.</summary>
public sealed class RunRows(RunStore runs, MetricStore metrics, CatalogueStore catalogues)
{
    public async Task<(IReadOnlyList<RunRow> Rows, int Total)> ReadAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var page = await runs.ListAsync(query, cancellationToken);
        return (await OfAsync(page.Items, cancellationToken), page.TotalCount);
    }

    public async Task<IReadOnlyList<RunRow>> OfAsync(IReadOnlyList<Run> found, CancellationToken cancellationToken)
    {
        var rows = found.Select(run => new RunRow(run)).ToList();
        await FillAsync(rows, cancellationToken);
        return rows;
    }

    /// <summary>Reads the metric values of rows again.</summary>
    public async Task FillAsync(IReadOnlyList<RunRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        foreach (var row in rows)
            row.Metric = catalogue.PrimaryMetric(row.Run.Model);
        var names = rows.Select(r => r.Metric?.Name).OfType<string>().Distinct().ToList();
        if (names.Count == 0)
            return;
        var last = (await metrics.ListAsync(rows.Select(r => r.Run.Id).ToList(), names, cancellationToken)).ToDictionary(s => (s.RunId, s.Name), s => s.Last);
        foreach (var row in rows)
            row.Value = row.Metric is { } metric && last.TryGetValue((row.Run.Id, metric.Name), out var value) ? value : null;
    }
}
