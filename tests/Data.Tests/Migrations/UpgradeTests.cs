using Mantissa.Data.Checkpoints;
using Mantissa.Data.Metrics;
using Mantissa.Data.Queue;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;
using Mantissa.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mantissa.Data.Tests.Migrations;

/// <summary>A database of an earlier version, with runs in it, becomes one of this version.</summary>
public sealed class UpgradeTests
{
    // Written by the first version: a run that ended, one that waits, and a series of three points with a NaN among them.
    private const string Data = """
        insert into run (id, name, specification, model, format, dataset, seed, queue, status, attempt, recorded_sequence, step, total_steps, epoch, tags, notes, started_at, finished_at)
        values ('01900000-0000-7000-8000-000000000001', 'old', '{"model":"resnet","format":"fp32","dataset":"shapes","seed":3,"training":{"epochs":2,"learningRate":0.1}}',
                'resnet', 'fp32', 'shapes', 3, 'cpu', 'Completed', 1, 2, 3, 3, 2, '{"team":"vision"}', 'first', now() - interval '2 hours', now() - interval '1 hour'),
               ('01900000-0000-7000-8000-000000000002', 'waits', '{"model":"resnet","format":"fp32","dataset":"shapes","seed":4,"training":{}}',
                'resnet', 'fp32', 'shapes', 4, 'cpu', 'Queued', 0, 0, 0, 0, 0, '{}', null, null, null);
        insert into run_event (run_id, attempt, kind, message, to_status) values ('01900000-0000-7000-8000-000000000001', 1, 'completed', 'done', 'Completed');
        insert into log_line (run_id, attempt, at, level, message) values ('01900000-0000-7000-8000-000000000001', 1, now(), 'Information', 'a line');
        insert into run_image (run_id, name, step, attempt, sequence, width, height, content_type, content)
        values ('01900000-0000-7000-8000-000000000001', 'samples', 1, 1, 1, 1, 1, 'image/png', '\x01');
        insert into checkpoint (id, run_id, attempt, step, epoch, kind, size, sha256, metric_sequence)
        values ('01900000-0000-7000-8000-000000000003', '01900000-0000-7000-8000-000000000001', 1, 3, 2, 'Best', 1, '\x02', 2);
        insert into checkpoint_part (checkpoint_id, index, content) values ('01900000-0000-7000-8000-000000000003', 0, '\x03');
        with series as (
            insert into metric_series (run_id, name, count, non_finite, sum, first_step, first_value, first_time, last_step, last_value, last_time,
                min_step, min_value, min_time, max_step, max_value, max_time, non_finite_step, non_finite_value, non_finite_time)
            values ('01900000-0000-7000-8000-000000000001', 'train/loss', 3, 1, 3, 1, 2, 1000000, 3, 1, 3000000, 3, 1, 3000000, 1, 2, 1000000, 2, 'NaN', 2000000)
            returning id)
        insert into metric_chunk (series_id, attempt, sequence, part, sealed, count, non_finite, sum, first_step, first_value, first_time, last_step, last_value, last_time,
            min_step, min_value, min_time, max_step, max_value, max_time, non_finite_step, non_finite_value, non_finite_time, steps, "values", times)
        select id, 1, 1, 0, false, 3, 1, 3, 1, 2, 1000000, 3, 1, 3000000, 3, 1, 3000000, 1, 2, 1000000, 2, 'NaN', 2000000,
            array[1, 1, 1], array[2, 'NaN', 1]::float8[], array[1000000, 1000000, 1000000] from series;
        """;

    private static readonly Guid Old = Guid.Parse("01900000-0000-7000-8000-000000000001");

    /// <summary>The data is written by the first version, which is brought to one in between before it is brought to this one.</summary>
    [Theory]
    [InlineData("first")]
    [InlineData("middle")]
    [InlineData("previous")]
    public async Task Its_runs_are_all_there_and_go_on(string version)
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var options = new DbContextOptionsBuilder<PlatformDbContext>();
        options.UsePlatformDatabase(database.Source);
        await using (var context = new PlatformDbContext(options.Options))
        {
            var all = context.Database.GetMigrations().ToArray();
            await context.GetService<IMigrator>().MigrateAsync(all[0]);
            await using (var fill = database.Source.CreateCommand(Data))
                await fill.ExecuteNonQueryAsync();
            await context.GetService<IMigrator>().MigrateAsync(version switch { "first" => all[0], "middle" => all[all.Length / 2], _ => all[^2] });
        }

        (await Migrator.MigrateAsync(database.Source, NullLogger.Instance)).ShouldNotBeEmpty();

        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton<TransactionalQueue>().AddSingleton<IRunQueue>(provider => provider.GetRequiredService<TransactionalQueue>())
            .AddPlatformData(database.ConnectionString).BuildServiceProvider();
        var runs = services.GetRequiredService<RunStore>();
        var run = (await runs.GetAsync(Old, default)).ShouldNotBeNull();
        (run.Name, run.Notes, run.Tags["team"], run.External, run.ArchivedAt).ShouldBe(("old", "first", "vision", false, null));
        var metrics = services.GetRequiredService<MetricStore>();
        (await metrics.QueryAsync(new([Old], ["train/loss"]), default)).Single().Values.ShouldBe([2, double.NaN, 1]);
        (await metrics.ListAsync(Old, default)).Single().Replaced.ShouldBe(0);
        (await services.GetRequiredService<CheckpointStore>().ListAsync(Old, default)).Single().Best.ShouldBeTrue("A checkpoint of the kind is one.");
        var found = await runs.ListAsync(new() { Filter = "params.learningRate > 0.05 and metrics.train/loss.min = 1 and tags.team = 'vision'" }, default);
        found.Items.Select(item => item.Id).ShouldBe([Old]);

        await metrics.AppendAsync(Old, 2, 1, Sample.Points("train/loss", 4, 0.5), default);
        await services.GetRequiredService<MetricCompactor>().CompactAsync(Old, finished: true, default);
        (await metrics.QueryAsync(new([Old], ["train/loss"]), default)).Single().Values.ShouldBe([2, double.NaN, 1, 0.5]);
        var waits = await services.GetRequiredService<RunLeases>().ClaimAsync(Guid.Parse("01900000-0000-7000-8000-000000000002"), "worker", Sample.Lease, default);
        waits.ShouldNotBeNull().Lease.Attempt.ShouldBe(1);
    }
}
