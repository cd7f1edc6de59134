using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Metrics;

public sealed class CompactionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private MetricStore Metrics => postgres.Get<MetricStore>();

    private MetricCompactor Compactor => postgres.Get<MetricCompactor>();

    [Fact]
    public async Task Merging_changes_where_points_are_and_nothing_else()
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        var run = leased.Lease.RunId;
        for (var batch = 1; batch <= 92; batch++)
            await postgres.CommitAsync(leased, Sample.Batch(batch, Points(batch, 40)));
        var before = (await Metrics.ListAsync(run, CancellationToken.None), (await postgres.SeriesAsync(run, "loss")).Values, await ReadAsync(run));

        (await Compactor.CompactAsync(run, finished: false, CancellationToken.None)).ShouldBeGreaterThan(0);
        (await ChunksAsync(run)).ShouldBe([1000, 1000, 1000, 680], "three are full and the rest is merged, to be merged again");
        (await SealedAsync(run)).ShouldBe(3);
        await ShouldBeAsBefore();

        (await Compactor.CompactAsync(run, finished: false, CancellationToken.None)).ShouldBe(0);
        for (var batch = 93; batch <= 112; batch++)
            await postgres.CommitAsync(leased, Sample.Batch(batch, Points(batch, 40)));
        await Compactor.CompactAsync(run, finished: false, CancellationToken.None);
        (await ChunksAsync(run)).ShouldBe([1000, 1000, 1000, 1000, .. Enumerable.Repeat(40L, 12)]);
        await Compactor.CompactAsync(run, finished: true, CancellationToken.None);
        (await ChunksAsync(run)).ShouldBe([1000, 1000, 1000, 1000, 480]);
        (await SealedAsync(run)).ShouldBe(5);
        (await postgres.SeriesAsync(run, "loss")).Values.ShouldBe([.. Enumerable.Range(1, 112).SelectMany(batch => Points(batch, 40)).Select(p => p.Value)]);

        async Task ShouldBeAsBefore()
        {
            (await Metrics.ListAsync(run, CancellationToken.None)).ShouldBe(before.Item1);
            (await postgres.SeriesAsync(run, "loss")).Values.ShouldBe(before.Item2);
            (await ReadAsync(run)).ShouldBe(before.Item3);
        }
    }

    [Fact]
    public async Task A_resume_after_merging_cuts_exactly_at_the_checkpoint()
    {
        var run = (await postgres.SubmitAsync()).Id;
        var leased = await postgres.ClaimAsync(run);
        for (var batch = 1; batch <= 60; batch++)
        {
            var records = Sample.Batch(batch, Points(batch, 40));
            if (batch == 33)
                records = records with { Checkpoint = new(33 * 40, 1, CheckpointKind.Periodic, new byte[10]) };
            await postgres.CommitAsync(leased, records);
            if (batch % 20 == 0)
                await Compactor.CompactAsync(run, finished: false, CancellationToken.None);
        }

        await Compactor.CompactAsync(run, finished: true, CancellationToken.None);
        await postgres.ExpireLeaseAsync(run);
        var second = await postgres.ClaimBrieflyAsync(run);
        var expected = Enumerable.Range(1, 33).SelectMany(batch => Points(batch, 40)).ToArray();
        (await postgres.SeriesAsync(run, "loss")).Values.ShouldBe([.. expected.Select(p => p.Value)]);
        var summary = (await Metrics.ListAsync(run, CancellationToken.None)).Single();
        (summary.Count, summary.Last, summary.LastStep).ShouldBe((expected.Length, expected[^1].Value, expected[^1].Step));
        (summary.Min, summary.Max).ShouldBe((expected.Min(p => p.Value), expected.Max(p => p.Value)));
        summary.Mean!.Value.ShouldBe(expected.Average(p => p.Value), 1e-9);

        await postgres.CommitAsync(second, Sample.Batch(1, Points(34, 40)));
        (await postgres.SeriesAsync(run, "loss")).Steps.ShouldBe(Enumerable.Range(40, 34 * 40).Select(step => (long)step));
    }

    [Fact]
    public async Task Readers_and_writers_go_on_while_chunks_are_merged()
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        var run = leased.Lease.RunId;
        using var done = new CancellationTokenSource();
        var merging = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                await Compactor.CompactAsync(run, finished: false, CancellationToken.None);
        });
        var reading = Task.Run(async () =>
        {
            var seen = 0L;
            while (!done.IsCancellationRequested)
            {
                var series = await Metrics.QueryAsync(new([run], ["loss"], Points: 0), CancellationToken.None);
                if (series.Count == 0)
                    continue;
                series[0].Steps.Length.ShouldBeGreaterThanOrEqualTo((int)seen);
                series[0].Steps.ShouldBe(Enumerable.Range(40, series[0].Steps.Length).Select(step => (long)step));
                seen = series[0].Steps.Length;
            }
        });
        for (var batch = 1; batch <= 150; batch++)
            await postgres.CommitAsync(leased, Sample.Batch(batch, Points(batch, 40)));
        await done.CancelAsync();
        await Task.WhenAll(merging, reading);
        (await postgres.SeriesAsync(run, "loss")).Steps.Length.ShouldBe(6_000);
    }

    [Fact]
    public async Task Runs_are_claimed_while_their_chunks_are_merged()
    {
        var run = (await postgres.SubmitAsync()).Id;
        using var done = new CancellationTokenSource();
        var merging = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                await Compactor.CompactAsync(run, finished: true, CancellationToken.None);
        });
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            // Each attempt gets ten batches further than the last checkpoint, and its own checkpoint only two further.
            var leased = await postgres.ClaimBrieflyAsync(run);
            var start = (int)((leased.Checkpoint?.Step ?? 0) / 40);
            (await CountAsync(run)).ShouldBe(start * 40);
            for (var batch = 1; batch <= 10; batch++)
            {
                var records = Sample.Batch(batch, Points(start + batch, 40));
                if (batch == 2)
                    records = records with { Checkpoint = new((start + batch) * 40, 1, CheckpointKind.Periodic, new byte[10]) };
                await postgres.CommitAsync(leased, records);
            }

            await postgres.ExpireLeaseAsync(run);
        }

        await done.CancelAsync();
        await merging;
        (await postgres.SeriesAsync(run, "loss")).Steps.ShouldBe(Enumerable.Range(40, (22 + 10) * 40).Select(step => (long)step));
    }

    private static MetricPoint[] Points(int batch, int count) =>
        Sample.Points("loss", batch * count, [.. Enumerable.Range(0, count).Select(i => Math.Sin((batch * count) + i))]);

    private async Task<long> CountAsync(Guid run) =>
        (await Metrics.ListAsync(run, CancellationToken.None)).SingleOrDefault()?.Count ?? 0;

    private async Task<List<MetricPoint>> ReadAsync(Guid run)
    {
        var points = new List<MetricPoint>();
        await foreach (var point in Metrics.ReadAsync(run, "loss", CancellationToken.None))
            points.Add(point);
        return points;
    }

    private Task<long[]?> ChunksAsync(Guid run) => postgres.ReadAsync<long[]>(
        """
        select array_agg(chunk.count order by attempt, sequence, part)
        from metric_chunk as chunk join metric_series as series on series.id = chunk.series_id where run_id = $1
        """,
        run);

    private Task<long> SealedAsync(Guid run) => postgres.ReadAsync<long>(
        "select count(*) from metric_chunk as chunk join metric_series as series on series.id = chunk.series_id where run_id = $1 and sealed", run);
}
