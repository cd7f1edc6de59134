using Mantissa.Benchmarks.Database;
using Mantissa.Data.Metrics;
using Npgsql;

namespace Mantissa.Benchmarks.Store;

/// <summary>The same series in the metric store and in a table with a row a point.</summary>
internal sealed class BothStores(TemporaryDatabase database)
{
    /// <summary>Points of a batch when a store is filled and not measured.</summary>
    private const int FillBatch = 20_000;

    private readonly Dictionary<(Guid Run, string Name), int> numbers = [];
    private long sequence;

    public MetricStore Store => database.Get<MetricStore>();

    public RowPerPoint Rows => new(database.Get<NpgsqlDataSource>());

    /// <summary>The number under which the row table knows a series.</summary>
    public int NumberOf(Guid run, string name)
    {
        if (!numbers.TryGetValue((run, name), out var number))
            numbers.Add((run, name), number = numbers.Count);
        return number;
    }

    public Task StoreAsync(Guid run, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken) =>
        Store.AppendAsync(run, 1, ++sequence, points, cancellationToken);

    public Task CopyAsync(Guid run, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        var series = points.Select(point => point.Name).Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => NumberOf(run, name), StringComparer.Ordinal);
        return Rows.AppendAsync(series, points, cancellationToken);
    }

    /// <summary>A new run with one series of steps from 1, in both stores.</summary>
    public async Task<Guid> FillAsync(string name, int count, CancellationToken cancellationToken)
    {
        await Rows.CreateAsync(cancellationToken);
        var run = await FillStoreAsync(name, count, cancellationToken);
        for (var start = 1; start <= count; start += FillBatch)
            await CopyAsync(run, Curve.Points([name], start, Math.Min(FillBatch, count - start + 1)), cancellationToken);
        return run;
    }

    /// <summary>A new run with one series of steps from 1, in the metric store.</summary>
    public async Task<Guid> FillStoreAsync(string name, int count, CancellationToken cancellationToken)
    {
        var run = await database.AddRunAsync(cancellationToken);
        for (var start = 1; start <= count; start += FillBatch)
            await StoreAsync(run, Curve.Points([name], start, Math.Min(FillBatch, count - start + 1)), cancellationToken);
        return run;
    }

    /// <summary>What autovacuum does to a table that is in use for longer than a measurement.</summary>
    public Task VacuumAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync("vacuum analyze metric_series, metric_chunk, metric_batch, measured_point", cancellationToken);
}
