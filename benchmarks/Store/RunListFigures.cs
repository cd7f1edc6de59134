using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;
using Mantissa.Data.Runs;

namespace Mantissa.Benchmarks.Store;

/// <summary>The first page of the run table, filtered and sorted by metrics, as runs become more; and after a restart.</summary>
internal static class RunListFigures
{
    private const int Tries = 20;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    private static readonly RunQuery Query = new()
    {
        Filter = "model = 'resnet' and metrics.train/loss < 1.5 order by metrics.validation/top1 desc", Limit = 50,
    };

    public static async IAsyncEnumerable<Figure> MeasureAsync(TemporaryDatabase database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filled = 0;
        foreach (var size in Sizes)
        {
            await ManyRuns.FillAsync(database, filled, filled = size, cancellationToken);
            var (page, plain) = await Best.MedianOfTwoAsync(
                Tries, () => PageAsync(database, size, cancellationToken), () => PlainAsync(database, cancellationToken));
            yield return Page("run_list", size, page, plain);
            yield return await RunGroupFigures.MeasureAsync(database, size, cancellationToken);
        }

        await database.RestartAsync(cancellationToken);
        yield return Page(
            "run_list_after_restart", filled,
            await Best.SecondsAsync(() => PageAsync(database, filled, cancellationToken)), await Best.SecondsAsync(() => PlainAsync(database, cancellationToken)));
    }

    private static async Task PageAsync(TemporaryDatabase database, int size, CancellationToken cancellationToken)
    {
        var page = await database.Get<RunSearch>().ListAsync(Query, cancellationToken);
        if (page.Items.Count != Query.Limit || page.TotalCount < Query.Limit || page.TotalCount > size / 4)
            throw new InvalidOperationException("The page is not full.");
    }

    private static async Task PlainAsync(TemporaryDatabase database, CancellationToken cancellationToken)
    {
        const string Matching = "from measured_run where model = 'resnet' and (metrics ->> 'train/loss')::float8 < 1.5";
        await database.ReadAsync<long>($"select count(*) {Matching}", cancellationToken);
        await database.ExecuteAsync($"select * {Matching} order by (metrics ->> 'validation/top1')::float8 desc nulls last, id limit 50", cancellationToken);
    }

    private static Figure Page(string name, int size, double page, double plain) => new(
        "store", name, page * 1e3, "ms",
        $"median for the number of matches and the first {Query.Limit} of: {Query.Filter}; baseline: a table with the last values of each run as JSON",
        plain * 1e3, page / plain) { Size = size };
}
