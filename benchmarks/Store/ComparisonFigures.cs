using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>A chart that compares a hundred runs.</summary>
internal static class ComparisonFigures
{
    private const string Metric = "train/loss";
    private const int Runs = 100;
    private const int PointsInRun = 100_000;
    private const int Budget = 1000;
    private const int Positions = 200;
    private const int Tries = 5;

    public static async IAsyncEnumerable<Figure> MeasureAsync(TemporaryDatabase database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var both = new BothStores(database);
        var runs = new List<Guid>();
        for (var i = 0; i < Runs; i++)
            runs.Add(await both.FillStoreAsync(Metric, PointsInRun, cancellationToken));
        await both.Rows.CreateFilledAsync(Runs, PointsInRun, cancellationToken);
        await both.VacuumAsync(cancellationToken);
        var (chart, buckets) = await Best.MedianOfTwoAsync(
            Tries, () => ChartAsync(both, runs, cancellationToken), () => BucketsAsync(both, cancellationToken));
        yield return Chart("comparison", chart, buckets);
        var (average, averages) = await Best.MedianOfTwoAsync(
            Tries, () => AverageAsync(both, runs, cancellationToken), () => both.Rows.AveragesAsync(PointsInRun, Positions, cancellationToken));
        yield return new(
            "store", "group_average", average * 1e3, "ms",
            $"mean, deviation, error and extremes over {Runs} runs × {PointsInRun:#,0} points at {Positions} positions; baseline: the same over a row a point",
            averages * 1e3, average / averages) { Size = Runs };
        await database.RestartAsync(cancellationToken);
        yield return Chart(
            "comparison_after_restart",
            await Best.SecondsAsync(() => ChartAsync(both, runs, cancellationToken)), await Best.SecondsAsync(() => BucketsAsync(both, cancellationToken)));
    }

    private static async Task ChartAsync(BothStores both, List<Guid> runs, CancellationToken cancellationToken)
    {
        var series = await both.Store.QueryAsync(new(runs, [Metric], Points: Budget), cancellationToken);
        if (series.Count != Runs || series.Any(one => one.TotalPoints != PointsInRun || one.Steps.Length > Budget))
            throw new InvalidOperationException("The chart does not cover the runs.");
    }

    private static async Task AverageAsync(BothStores both, List<Guid> runs, CancellationToken cancellationToken)
    {
        var curves = await both.Store.GroupAsync(new([new("all", runs)], Metric, Positions: Positions), cancellationToken);
        if (curves is not [{ Positions.Length: Positions } curve] || curve.Runs.Any(count => count != Runs))
            throw new InvalidOperationException("The average does not cover the runs.");
    }

    private static Task<int> BucketsAsync(BothStores both, CancellationToken cancellationToken) =>
        both.Rows.BucketsAsync([.. Enumerable.Range(0, Runs)], PointsInRun, Budget / 2, cancellationToken);

    private static Figure Chart(string name, double chart, double buckets) => new(
        "store", name, chart * 1e3, "ms",
        $"{Runs} runs × {PointsInRun:#,0} points to {Budget} points each; baseline: minimum and maximum of {Budget / 2} stretches over a row a point",
        buckets * 1e3, chart / buckets) { Size = Runs };
}
