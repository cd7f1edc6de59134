using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>A chart of one series, and an append to it, as the series grows; and the chart after a restart.</summary>
internal static class ChartFigures
{
    private const string Metric = "loss";
    private const int Budget = 1000;
    private const int Restarts = 3;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static async IAsyncEnumerable<Figure> MeasureAsync(TemporaryDatabase database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var both = new BothStores(database);
        var runs = new Dictionary<int, Guid>();
        foreach (var size in Sizes)
            runs.Add(size, await both.FillAsync(Metric, size, cancellationToken));
        await both.VacuumAsync(cancellationToken);
        foreach (var size in Sizes)
        {
            var (chart, buckets) = await Best.MedianOfTwoAsync(
                size < Sizes[^1] ? 40 : 20, () => ChartAsync(both, runs[size], size, cancellationToken), () => BucketsAsync(both, runs[size], size, cancellationToken));
            yield return Chart("chart", size, chart, buckets);
        }

        var (cold, coldBuckets) = (new double[Restarts], new double[Restarts]);
        for (var i = 0; i < Restarts; i++)
        {
            await database.RestartAsync(cancellationToken);
            cold[i] = await Best.SecondsAsync(() => ChartAsync(both, runs[Sizes[^1]], Sizes[^1], cancellationToken));
            coldBuckets[i] = await Best.SecondsAsync(() => BucketsAsync(both, runs[Sizes[^1]], Sizes[^1], cancellationToken));
        }

        yield return Chart("chart_after_restart", Sizes[^1], cold.Order().ElementAt(Restarts / 2), coldBuckets.Order().ElementAt(Restarts / 2));
        foreach (var size in Sizes)
            yield return await AppendAsync(both, runs[size], size, cancellationToken);
    }

    private static async Task ChartAsync(BothStores both, Guid run, int size, CancellationToken cancellationToken)
    {
        var series = await both.Store.QueryAsync(new([run], [Metric], Points: Budget), cancellationToken);
        if (series is not [{ Steps.Length: > 0 and <= Budget } chart] || chart.TotalPoints != size)
            throw new InvalidOperationException("The chart does not cover the series.");
    }

    private static Task<int> BucketsAsync(BothStores both, Guid run, int size, CancellationToken cancellationToken) =>
        both.Rows.BucketsAsync([both.NumberOf(run, Metric)], size, Budget / 2, cancellationToken);

    private static Figure Chart(string name, int size, double chart, double buckets) => new(
        "store", name, chart * 1e3, "ms",
        $"median for {Budget} points with all extremes; baseline: minimum and maximum of {Budget / 2} stretches over a row a point",
        buckets * 1e3, chart / buckets) { Size = size };

    private static async Task<Figure> AppendAsync(BothStores both, Guid run, int size, CancellationToken cancellationToken)
    {
        const int Tries = 5, Batches = 10, Points = 1000;
        var (stored, copied) = (size + 1, size + 1);
        var (store, copy) = await Best.OfTwoAsync(
            Tries,
            async () =>
            {
                for (var i = 0; i < Batches; i++, stored += Points)
                    await both.StoreAsync(run, Curve.Points([Metric], stored, Points), cancellationToken);
            },
            async () =>
            {
                for (var i = 0; i < Batches; i++, copied += Points)
                    await both.CopyAsync(run, Curve.Points([Metric], copied, Points), cancellationToken);
            });
        return new(
            "store", "append_to", Batches * Points / store, "points/s", $"batches of {Points} points of one series of this length; baseline: a row a point by binary COPY",
            Batches * Points / copy, copy / store) { Size = size };
    }
}
