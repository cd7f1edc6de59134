using System.Globalization;
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
            await FillAsync(database, filled, filled = size, cancellationToken);
            var (page, plain) = await Best.MedianOfTwoAsync(
                Tries, () => PageAsync(database, size, cancellationToken), () => PlainAsync(database, cancellationToken));
            yield return Page("run_list", size, page, plain);
        }

        await database.RestartAsync(cancellationToken);
        yield return Page(
            "run_list_after_restart", filled,
            await Best.SecondsAsync(() => PageAsync(database, filled, cancellationToken)), await Best.SecondsAsync(() => PlainAsync(database, cancellationToken)));
    }

    /// <summary>Runs as they are after training: four models, two parameters, three metrics; the tables of both sides.</summary>
    private static async Task FillAsync(TemporaryDatabase database, int from, int to, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            string.Create(CultureInfo.InvariantCulture, $$"""
            create table if not exists measured_run (id uuid primary key, name text, model text, format text, status text, specification jsonb, metrics jsonb);
            create temporary table fresh as
            select gen_random_uuid() as id, i, (array['resnet', 'alexnet', 'dcgan', 'wgan'])[1 + i % 4] as model, (array['fp32', 'flex16+5', 'bf16'])[1 + i % 3] as format,
                   2 + sin(i * 12.9898) as loss, 0.5 + (0.4 * sin(i * 78.233)) as top1
            from generate_series({{from + 1}}, {{to}}) as i;
            insert into run (id, name, specification, model, format, dataset, seed, queue, status, started_at, finished_at)
            select id, 'run ' || i, jsonb_build_object('model', model, 'training', jsonb_build_object('epochs', 3, 'learningRate', i % 100 * 0.001)),
                   model, format, 'shapes', i, 'cpu', 'Completed', now(), now()
            from fresh;
            insert into metric_series (run_id, name, count, non_finite, sum, first_step, first_value, first_time, last_step, last_value, last_time,
                                       min_step, min_value, min_time, max_step, max_value, max_time)
            select id, name, 1, 0, value, 1, value, 0, 1, value, 0, 1, value, 0, 1, value, 0
            from fresh cross join lateral (values ('train/loss', loss), ('validation/top1', top1), ('validation/loss', loss * 1.1)) as metric (name, value);
            insert into measured_run
            select id, 'run ' || i, model, format, 'Completed', jsonb_build_object('epochs', 3, 'learningRate', i % 100 * 0.001),
                   jsonb_build_object('train/loss', loss, 'validation/top1', top1, 'validation/loss', loss * 1.1)
            from fresh;
            drop table fresh
            """),
            cancellationToken);
        await database.ExecuteAsync("vacuum analyze run, run_parameter, metric_series, measured_run", cancellationToken);
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
