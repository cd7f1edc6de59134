using System.Globalization;

namespace Mantissa.Benchmarks.Database;

/// <summary>Runs as they are after training: four models, two parameters, three metrics; and the same in one plain table.</summary>
internal static class ManyRuns
{
    public static async Task FillAsync(TemporaryDatabase database, int from, int to, CancellationToken cancellationToken)
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
}
