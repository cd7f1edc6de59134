using Mantissa.Benchmarks.Database;
using Mantissa.Data.Metrics;

namespace Mantissa.Benchmarks.Store;

/// <summary>What a point takes on disk, tables, indexes and everything beside them.</summary>
internal static class SizeFigures
{
    private const int Batches = 1000;

    /// <summary>Batches between two rounds of merging: its interval, at a batch a second.</summary>
    private const int BatchesInRound = 10;

    public static async Task<Figure> MeasureAsync(TemporaryDatabase database, CancellationToken cancellationToken)
    {
        var both = new BothStores(database);
        var compactor = database.Get<MetricCompactor>();
        await both.Rows.CreateAsync(cancellationToken);
        var run = await database.AddRunAsync(cancellationToken);
        var names = Enumerable.Range(0, AppendFigures.SeriesInBatch).Select(series => $"metric/{series}").ToArray();
        for (var batch = 1; batch <= Batches; batch++)
        {
            var points = Curve.Points(names, batch * AppendFigures.StepsInBatch, AppendFigures.StepsInBatch);
            await both.StoreAsync(run, points, cancellationToken);
            await both.CopyAsync(run, points, cancellationToken);
            if (batch % BatchesInRound == 0)
                await compactor.CompactAsync(run, finished: false, cancellationToken);

            // As often as the server looks whether a table needs it.
            if (batch % (2 * BatchesInRound) == 0)
                await database.ExecuteAsync("vacuum metric_series, metric_chunk", cancellationToken);
        }

        await compactor.CompactAsync(run, finished: true, cancellationToken);
        await both.VacuumAsync(cancellationToken);
        const double Points = Batches * AppendFigures.SeriesInBatch * AppendFigures.StepsInBatch;
        var stored = await database.ReadAsync<long>(
            "select sum(pg_total_relation_size(name))::bigint from unnest(array['metric_series', 'metric_chunk', 'metric_batch']::regclass[]) as name",
            cancellationToken) / Points;
        var rows = await database.ReadAsync<long>("select pg_total_relation_size('measured_point')", cancellationToken) / Points;
        return new(
            "store", "bytes_per_point", stored, "bytes",
            $"{Points:#,0} points of {names.Length} series that came in batches of {AppendFigures.StepsInBatch}, merged as they came; tables, indexes and TOAST; baseline: a row a point with its primary key",
            rows, stored / rows);
    }
}
