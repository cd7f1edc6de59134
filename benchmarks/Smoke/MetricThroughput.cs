using System.Globalization;
using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;
using Mantissa.Data.Metrics;
using Npgsql;

namespace Mantissa.Benchmarks.Smoke;

/// <summary>How fast the metric store takes points, and how fast a chart gets a million of them.</summary>
internal static class MetricThroughput
{
    /// <summary>What a recorder of a busy run commits in a second: ten metrics of a hundred points.</summary>
    private const int SeriesInBatch = 10;
    private const int StepsInBatch = 100;
    private const int PointsInBatch = SeriesInBatch * StepsInBatch;
    private const int BatchesInTry = 50;
    private const int Tries = 4;

    private const int ChartPoints = 1_000_000;
    private const int Budget = 1000;

    public static async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await TemporaryDatabase.CreateAsync(cancellationToken);
        var rows = new RowPerPoint(database.Get<NpgsqlDataSource>());
        await rows.CreateAsync(cancellationToken);
        yield return await AppendAsync(database, rows, cancellationToken);
        yield return await QueryAsync(database, rows, cancellationToken);
    }

    private static async Task<Figure> AppendAsync(TemporaryDatabase database, RowPerPoint rows, CancellationToken cancellationToken)
    {
        var store = database.Get<MetricStore>();
        var run = await database.AddRunAsync(cancellationToken);
        var names = Enumerable.Range(0, SeriesInBatch).ToDictionary(series => $"metric/{series}");
        var (batch, rowBatch) = (0L, 0L);
        var (stored, inserted) = await Best.OfTwoAsync(
            Tries,
            async () =>
            {
                for (var i = 0; i < BatchesInTry; i++)
                    await store.AppendAsync(run, 1, ++batch, Curve.Points(names.Keys, batch * StepsInBatch, StepsInBatch), cancellationToken);
            },
            async () =>
            {
                for (var i = 0; i < BatchesInTry; i++)
                    await rows.AppendAsync(names, Curve.Points(names.Keys, ++rowBatch * StepsInBatch, StepsInBatch), cancellationToken);
            });

        const double InTry = BatchesInTry * PointsInBatch;
        return new(
            "smoke", "metric_append", InTry / stored, "points/s",
            $"one writer, batches of {SeriesInBatch} series × {StepsInBatch} points, each durable before the next; baseline: a row a point by binary COPY",
            InTry / inserted, inserted / stored);
    }

    private static async Task<Figure> QueryAsync(TemporaryDatabase database, RowPerPoint rows, CancellationToken cancellationToken)
    {
        const int InBatch = 10_000;
        const int RowSeries = -1;
        var store = database.Get<MetricStore>();
        var run = await database.AddRunAsync(cancellationToken);
        for (var start = 1; start <= ChartPoints; start += InBatch)
        {
            var points = Curve.Points(["loss"], start, InBatch);
            await store.AppendAsync(run, 1, start, points, cancellationToken);
            await rows.AppendAsync(new Dictionary<string, int> { ["loss"] = RowSeries }, points, cancellationToken);
        }

        var (chart, buckets) = await Best.OfTwoAsync(
            10,
            async () =>
            {
                var series = await store.QueryAsync(new([run], ["loss"], Points: Budget), cancellationToken);
                if (series is not [{ TotalPoints: ChartPoints, Downsampled: true }])
                    throw new InvalidOperationException("The chart does not cover the series.");
            },
            () => rows.BucketsAsync([RowSeries], ChartPoints, Budget / 2, cancellationToken));
        return new(
            "smoke", "chart_query", chart * 1e3, "ms", string.Create(CultureInfo.InvariantCulture, $"{Budget} points with all extremes out of {ChartPoints:N0}; baseline: minimum and maximum of {Budget / 2} stretches over a row a point"),
            buckets * 1e3, chart / buckets);
    }
}
