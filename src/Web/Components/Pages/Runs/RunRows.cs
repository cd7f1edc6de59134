using Mantissa.Data.Catalogue;
using Mantissa.Data.Experiments;
using Mantissa.Data.Metrics;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Reads runs with what the columns of the table show of them, in as many queries for a page as for a run.</summary>
public sealed class RunRows(RunSearch runs, MetricStore metrics, CatalogueStore catalogues, ExperimentStore experiments)
{
    public async Task<IReadOnlyList<RunRow>> ReadAsync(RunQuery query, IReadOnlyList<RunColumn> columns, CancellationToken cancellationToken)
    {
        var page = await runs.ListAsync(query, cancellationToken);
        var rows = page.Items.Select(run => new RunRow(run)).ToList();
        await FillAsync(rows, columns, cancellationToken);
        return rows;
    }

    /// <summary>Reads rows again, the runs and what belongs to them.</summary>
    public async Task RefreshAsync(IReadOnlyList<RunRow> rows, IReadOnlyList<RunColumn> columns, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
            return;
        var ids = new Membership(new AttributeField(RunAttributes.Find("id")!), [.. rows.Select(row => (object)row.Run.Id)], Negated: false);
        var page = await runs.ListAsync(new() { Condition = ids, Archived = null, Limit = Math.Min(rows.Count, RunSearch.MaximumPage) }, cancellationToken);
        var found = page.Items.ToDictionary(run => run.Id);
        foreach (var row in rows)
            row.Run = found.GetValueOrDefault(row.Run.Id, row.Run);
        await FillAsync(rows, columns, cancellationToken);
    }

    private async Task FillAsync(IReadOnlyList<RunRow> rows, IReadOnlyList<RunColumn> columns, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var shown = columns.Select(column => column.Field).OfType<MetricField>().Select(field => field.Name);
        foreach (var row in rows)
            row.Metric = catalogue.PrimaryMetric(row.Run.Model);
        var names = rows.Select(row => row.Metric?.Name).OfType<string>().Concat(shown).Distinct().ToList();
        var series = names.Count == 0 || rows.Count == 0 ? [] : await metrics.ListAsync([.. rows.Select(row => row.Run.Id)], names, cancellationToken);
        var byRun = series.GroupBy(summary => summary.RunId).ToDictionary(group => group.Key, group => group.ToDictionary(summary => summary.Name));
        var experimentNames = columns.Any(column => column.Key == "experiment")
            ? (await experiments.ListAsync(cancellationToken)).ToDictionary(experiment => experiment.Id, experiment => experiment.Name)
            : [];
        foreach (var row in rows)
        {
            row.Series = byRun.GetValueOrDefault(row.Run.Id) ?? [];
            row.Value = row.Metric is { } metric && row.Series.TryGetValue(metric.Name, out var value) ? value.Last : null;
            row.Experiment = experimentNames.GetValueOrDefault(row.Run.ExperimentId);
        }
    }
}
