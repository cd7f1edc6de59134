using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>One series of ten million points: its chart, all of its points, and its end.</summary>
internal static class LongSeriesFigures
{
    private const string Metric = "loss";
    private const int Points = 10_000_000;
    private const int Budget = 1000;

    public static async IAsyncEnumerable<Figure> MeasureAsync(TemporaryDatabase database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var both = new BothStores(database);
        var run = await both.FillStoreAsync(Metric, Points, cancellationToken);
        await both.Rows.CreateFilledAsync(series: 1, Points, cancellationToken);
        await both.VacuumAsync(cancellationToken);
        var (chart, buckets) = await Best.MedianOfTwoAsync(
            3, () => both.Store.QueryAsync(new([run], [Metric], Points: Budget), cancellationToken),
            () => both.Rows.BucketsAsync([0], Points, Budget / 2, cancellationToken));
        yield return new(
            "store", "chart", chart * 1e3, "ms", $"median for {Budget} points with all extremes; baseline: minimum and maximum of {Budget / 2} stretches over a row a point",
            buckets * 1e3, chart / buckets) { Size = Points };

        var peak = 0L;
        var (read, rows) = await Best.OfTwoAsync(
            1, async () => peak = await ReadAsync(both, run, cancellationToken), () => both.Rows.ReadAsync(series: 0, cancellationToken));
        yield return new(
            "store", "read_all", Points / read, "points/s", "every point in order, streamed; baseline: rows of a row a point", Points / rows, rows / read) { Size = Points };
        yield return new("store", "read_all_memory", peak / 1e6, "MB", "the most that the process had on its managed heap while it read them all") { Size = Points };

        var deleted = await Best.SecondsAsync(() => database.ExecuteAsync($"delete from run where id = '{run}'", cancellationToken));
        var deletedRows = await Best.SecondsAsync(() => database.ExecuteAsync("delete from measured_point where series = 0", cancellationToken));
        yield return new("store", "delete_run", deleted * 1e3, "ms", "the run with all its points; baseline: a row a point by its key", deletedRows * 1e3, deleted / deletedRows) { Size = Points };
    }

    /// <returns>The largest managed heap that was seen, in bytes.</returns>
    private static async Task<long> ReadAsync(BothStores both, Guid run, CancellationToken cancellationToken)
    {
        var (count, peak) = (0, 0L);
        GC.Collect();
        await foreach (var point in both.Store.ReadAsync(run, Metric, cancellationToken))
        {
            if (point.Step != ++count)
                throw new InvalidOperationException($"Step {point.Step} is not where it belongs.");
            if (count % 100_000 == 0)
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        }

        return count == Points ? peak : throw new InvalidOperationException("Points are missing.");
    }
}
