using System.Globalization;
using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.Runs;
using Npgsql;

namespace Mantissa.Data.Tests.Metrics;

/// <summary>What must not grow with the rest of the database, and what must hold when servers and processes die.</summary>
public sealed class ScaleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private MetricStore Metrics => postgres.Get<MetricStore>();

    [Fact]
    public async Task A_run_may_have_ten_thousand_series()
    {
        const int count = 10_000;
        var run = (await postgres.SubmitAsync()).Id;
        var names = Enumerable.Range(0, count).Select(i => i.ToString("metric/00000", CultureInfo.InvariantCulture)).ToArray();
        for (var step = 1; step <= 2; step++)
            await Metrics.AppendAsync(run, 1, step, [.. names.Select((name, i) => new MetricPoint(name, step, i * step, Sample.Start))], CancellationToken.None);

        var summaries = await Metrics.ListAsync(run, CancellationToken.None);
        summaries.Select(summary => summary.Name).ShouldBe(names);
        summaries.ShouldAllBe(summary => summary.Count == 2);
        summaries[^1].Last.ShouldBe(2 * (count - 1));
        await postgres.Get<MetricCompactor>().CompactAsync(run, finished: true, CancellationToken.None);
        (await postgres.SeriesAsync(run, names[4711])).Values.ShouldBe([4711, 9422]);
    }

    [Fact]
    public async Task Deleting_a_run_scans_no_table()
    {
        // Enough of other runs that the planner would not scan a table because it is small.
        var kept = (await postgres.SubmitAsync()).Id;
        var gone = (await postgres.SubmitAsync()).Id;
        foreach (var run in new[] { kept, gone })
        {
            for (var batch = 1; batch <= 20; batch++)
                await Metrics.AppendAsync(run, 1, batch, [.. Enumerable.Range(0, 200).SelectMany(i => Sample.Points($"metric/{i}", batch, i))], CancellationToken.None);
        }

        await using var connection = await postgres.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var before = await ScansAsync(connection);
        await using (var delete = new NpgsqlCommand("delete from run where id = $1", connection))
        {
            delete.Parameters.Add(new() { Value = gone });
            (await delete.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        (await ScansAsync(connection)).ShouldBe(before);
        await transaction.CommitAsync();
        (await postgres.ReadAsync<long>("select count(*) from metric_chunk where not exists (select from metric_series where id = series_id)")).ShouldBe(0);
        (await Metrics.ListAsync(gone, CancellationToken.None)).ShouldBeEmpty();
        (await Metrics.ListAsync(kept, CancellationToken.None)).Count.ShouldBe(200);
    }

    [Fact]
    public async Task Merging_that_is_cut_off_anywhere_loses_nothing()
    {
        var run = (await postgres.SubmitAsync()).Id;
        for (var batch = 1; batch <= 12; batch++)
            await Metrics.AppendAsync(run, 1, batch, [.. Sample.Points("a", batch * 100, Values(100)), .. Sample.Points("b", batch * 3, Values(3))], CancellationToken.None);
        var before = await ContentAsync(run);

        // The connection dies at the first row of a chunk that is deleted or written, at the second, and so on, until merging is through.
        // A sequence counts on when a transaction is undone.
        await postgres.ExecuteAsync("create sequence changed_row");
        var row = 0;
        for (var isThrough = false; !isThrough;)
        {
            await postgres.ExecuteAsync(
                $"""
                create or replace function die_at_row() returns trigger language plpgsql as $$
                begin
                    if nextval('changed_row') = {++row} then perform pg_terminate_backend(pg_backend_pid()); end if;
                    return coalesce(new, old);
                end $$;
                create or replace trigger die_at_row before insert or delete on metric_chunk for each row execute function die_at_row();
                alter sequence changed_row restart
                """);
            try
            {
                await postgres.Get<MetricCompactor>().CompactAsync(run, finished: true, CancellationToken.None);
                isThrough = true;
            }
            catch (NpgsqlException)
            {
            }

            (await ContentAsync(run)).ShouldBe(before);
        }

        await postgres.ExecuteAsync("drop trigger die_at_row on metric_chunk");
        row.ShouldBe((2 * 12) + 3 + 1, "each of the rows that go, each that come, and none");
        (await LooseAsync(run)).ShouldBe(0);
    }

    /// <summary>Sequential scans of this transaction over the tables that a run's data is in.</summary>
    private static async Task<string> ScansAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(relname || ' ' || seq_scan, ', ' order by relname) from pg_stat_xact_user_tables
            where relname in ('run', 'metric_series', 'metric_chunk', 'metric_batch', 'run_event', 'log_line', 'run_image', 'run_artifact', 'checkpoint', 'checkpoint_part')
            """,
            connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static double[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i))];

    private async Task<List<MetricPoint>> ContentAsync(Guid run)
    {
        var points = new List<MetricPoint>();
        foreach (var summary in await Metrics.ListAsync(run, CancellationToken.None))
        {
            await foreach (var point in Metrics.ReadAsync(run, summary.Name, CancellationToken.None))
                points.Add(point);
        }

        return points;
    }

    private Task<long> LooseAsync(Guid run) => postgres.ReadAsync<long>(
        "select count(*) from metric_chunk as chunk join metric_series as series on series.id = chunk.series_id where run_id = $1 and not sealed", run);
}
