using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>How many points a worker's one connection takes in a second, statistics of their series included.</summary>
internal static class AppendFigures
{
    /// <summary>What a recorder of a busy run commits in a second: ten metrics of a hundred points.</summary>
    public const int SeriesInBatch = 10;
    public const int StepsInBatch = 100;

    private const int BatchesInTry = 50;
    private const int Tries = 16;

    public static async Task<Figure> MeasureAsync(TemporaryDatabase database, CancellationToken cancellationToken)
    {
        var both = new BothStores(database);
        await both.Rows.CreateAsync(cancellationToken);
        var run = await database.AddRunAsync(cancellationToken);
        var names = Enumerable.Range(0, SeriesInBatch).Select(series => $"metric/{series}").ToArray();

        // Both are given the same points, made beforehand.
        var batches = Enumerable.Range(0, BatchesInTry * (Tries + 1))
            .Select(batch => Curve.Points(names, batch * StepsInBatch, StepsInBatch)).ToArray();
        var (stored, copied) = (0, 0);
        var (store, copy) = await Best.OfTwoAsync(
            Tries,
            async () =>
            {
                for (var i = 0; i < BatchesInTry; i++)
                    await both.StoreAsync(run, batches[stored++], cancellationToken);
            },
            async () =>
            {
                for (var i = 0; i < BatchesInTry; i++)
                    await both.CopyAsync(run, batches[copied++], cancellationToken);
            });
        const double InTry = BatchesInTry * SeriesInBatch * StepsInBatch;
        return new(
            "store", "append", InTry / store, "points/s",
            $"one connection, batches of {SeriesInBatch} series × {StepsInBatch} points, each durable before the next, with their statistics; baseline: a row a point by binary COPY, primary key only",
            InTry / copy, copy / store);
    }
}
