using Mantissa.Benchmarks.Database;
using Mantissa.Data.Metrics;
using Npgsql;

namespace Mantissa.Benchmarks.Store;

/// <summary>How many points a worker's one connection takes in a second, statistics of their series included.</summary>
internal static class AppendFigures
{
    /// <summary>What a recorder of a busy run commits in a second: ten metrics of a hundred points.</summary>
    private const int SeriesInBatch = 10;
    private const int StepsInBatch = 100;
    private const int BatchesInTry = 50;
    private const int Tries = 8;

    public static async Task<Figure> MeasureAsync(TemporaryDatabase database, CancellationToken cancellationToken)
    {
        var store = database.Get<MetricStore>();
        var rows = new RowPerPoint(database.Get<NpgsqlDataSource>());
        await rows.CreateAsync(cancellationToken);
        var run = await database.AddRunAsync(cancellationToken);
        var names = Enumerable.Range(0, SeriesInBatch).ToDictionary(series => $"metric/{series}");

        // Both are given the same points, made beforehand.
        var batches = Enumerable.Range(0, BatchesInTry * (Tries + 1))
            .Select(batch => Curve.Points(names.Keys, batch * StepsInBatch, StepsInBatch)).ToArray();
        var (stored, inserted) = (0, 0);
        var (store1, copy) = await Best.OfTwoAsync(
            Tries,
            async () =>
            {
                for (var i = 0; i < BatchesInTry; i++)
                    await store.AppendAsync(run, 1, stored + 1, batches[stored++], cancellationToken);
            },
            async () =>
            {
                for (var i = 0; i < BatchesInTry; i++)
                    await rows.AppendAsync(names, batches[inserted++], cancellationToken);
            });
        const double InTry = BatchesInTry * SeriesInBatch * StepsInBatch;
        return new(
            "store", "append", InTry / store1, "points/s",
            $"one connection, batches of {SeriesInBatch} series × {StepsInBatch} points, each durable before the next, with their statistics; baseline: a row a point by binary COPY, primary key only",
            InTry / copy, copy / store1);
    }
}
