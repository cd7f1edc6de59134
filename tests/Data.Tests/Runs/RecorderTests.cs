using Mantissa.Data.Checkpoints;
using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Images;
using Mantissa.Data.Logs;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.Runs;

public sealed class RecorderTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Everything_in_a_batch_can_be_read_back()
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        var run = leased.Lease.RunId;
        var content = Bytes(CheckpointPart.MaximumBytes + 1234, seed: 1);
        await postgres.CommitAsync(leased, new RecordBatch(1)
        {
            Metrics = [.. Sample.Points("train/loss", 1, 3, 2, 1), .. Sample.Points("validation/top1", 3, 0.5)],
            Images = [new("samples", 3, 64, 32, Bytes(500, seed: 2))],
            LogLines = [new(Sample.Start, RunLogLevel.Warning, "a\0b"), new(Sample.Start, RunLogLevel.Information, "second")],
            Events = [new(Sample.Start, "non-finite-loss", "The loss is NaN.")],
            Progress = new(3, 9, 0.25, 111, double.NaN),
            Checkpoint = new(3, 0.25, CheckpointKind.Periodic, content),
        });

        (await postgres.SeriesAsync(run, "train/loss")).Values.ShouldBe([3, 2, 1]);
        (await postgres.Get<MetricStore>().ListAsync(run, CancellationToken.None)).Select(s => s.Name).ShouldBe(["train/loss", "validation/top1"]);
        (await postgres.Get<ImageStore>().ListAsync(run, CancellationToken.None)).ShouldBe([new("samples", 3, 64, 32)]);
        (await postgres.Get<ImageStore>().GetAsync(run, "samples", 3, CancellationToken.None))!.Content.ShouldBe(Bytes(500, seed: 2));
        (await postgres.Get<ImageStore>().GetAsync(run, "samples", 4, CancellationToken.None)).ShouldBeNull();
        (await postgres.Get<LogStore>().ReadAsync(run, 0, 10, null, CancellationToken.None)).Select(l => l.Message).ShouldBe(["a\uFFFDb", "second"]);
        (await postgres.Get<EventStore>().ListAsync(run, CancellationToken.None))[^1].Kind.ShouldBe("non-finite-loss");
        var row = await postgres.GetAsync(run);
        (row.Step, row.TotalSteps, row.ImagesPerSecond, row.RecordedSequence).ShouldBe((3, 9, 111, 1));
        row.Loss.ShouldBe(double.NaN);
        var checkpoint = (await postgres.Get<CheckpointStore>().ListAsync(run, CancellationToken.None)).Single();
        (checkpoint.Size, checkpoint.MetricSequence, checkpoint.Attempt).ShouldBe((content.Length, 1, 1));
        (await postgres.Get<CheckpointStore>().ReadAsync(checkpoint.Id, CancellationToken.None)).ShouldBe(content);
    }

    [Fact]
    public async Task A_batch_sent_again_changes_nothing()
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        var batch = Sample.Batch(1, Sample.Points("train/loss", 1, 3, 2, 1)) with { LogLines = [new(Sample.Start, RunLogLevel.Error, "once")] };
        (await postgres.CommitAsync(leased, batch)).ShouldBeTrue();
        (await postgres.CommitAsync(leased, batch)).ShouldBeFalse();
        (await postgres.CommitAsync(leased, Sample.Batch(2, Sample.Points("train/loss", 4, 0)))).ShouldBeTrue();
        (await postgres.CommitAsync(leased, batch)).ShouldBeFalse();
        (await postgres.SeriesAsync(leased.Lease.RunId, "train/loss")).Values.ShouldBe([3, 2, 1, 0]);
        (await postgres.Get<LogStore>().ReadAsync(leased.Lease.RunId, 0, 10, null, CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_of_which_a_part_cannot_be_written_leaves_nothing()
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        var batch = Sample.Batch(1, Sample.Points("train/loss", 1, 1)) with { Images = [new("bad\0name", 1, 1, 1, new byte[1])] };
        await Should.ThrowAsync<Npgsql.PostgresException>(() => postgres.CommitAsync(leased, batch));
        (await postgres.Get<MetricStore>().ListAsync(leased.Lease.RunId, CancellationToken.None)).ShouldBeEmpty();
        (await postgres.CommitAsync(leased, batch with { Images = [] })).ShouldBeTrue();
    }

    [Fact]
    public async Task A_resumed_run_continues_its_records_at_the_checkpoint()
    {
        var run = (await postgres.SubmitAsync()).Id;
        var first = await postgres.ClaimAsync(run);
        await postgres.CommitAsync(first, Sample.Batch(1, Sample.Points("train/loss", 1, 10, -5, 8)) with
        {
            Images = [new("samples", 3, 1, 1, new byte[1])],
            Progress = new(3, 10, 0.3, 1, 8),
            Checkpoint = new(3, 0.3, CheckpointKind.Periodic, Bytes(10, seed: 1)),
        });
        await postgres.CommitAsync(first, Sample.Batch(2, [.. Sample.Points("train/loss", 4, 99, -99), .. Sample.Points("validation/loss", 5, 1)]) with
        {
            Images = [new("samples", 5, 1, 1, new byte[1])],
            LogLines = [new(Sample.Start, RunLogLevel.Information, "before the crash")],
            Progress = new(5, 10, 0.5, 1, -99),
        });
        await postgres.ExpireLeaseAsync(run);

        var second = await postgres.ClaimBrieflyAsync(run, "second");
        second.Checkpoint.ShouldNotBeNull().Step.ShouldBe(3);
        (await postgres.Get<CheckpointStore>().ReadAsync(second.Checkpoint!.Id, CancellationToken.None)).ShouldBe(Bytes(10, seed: 1));
        (await postgres.GetAsync(run)).Step.ShouldBe(3);
        (await postgres.Get<ImageStore>().ListAsync(run, CancellationToken.None)).Select(i => i.Step).ShouldBe([3]);
        (await postgres.Get<LogStore>().ReadAsync(run, 0, 10, null, CancellationToken.None)).Count.ShouldBe(1);
        var summary = (await postgres.Get<MetricStore>().ListAsync(run, CancellationToken.None)).Single();
        (summary.Count, summary.Min, summary.MinStep, summary.Max, summary.MaxStep, summary.Last, summary.LastStep)
            .ShouldBe((3, -5, 2, 10, 1, 8, 3));

        await postgres.CommitAsync(second, Sample.Batch(1, Sample.Points("train/loss", 4, 7, 6)));
        var curve = await postgres.SeriesAsync(run, "train/loss");
        curve.Steps.ShouldBe([1, 2, 3, 4, 5]);
        curve.Values.ShouldBe([10, -5, 8, 7, 6]);
    }

    [Fact]
    public async Task A_run_without_a_checkpoint_starts_over()
    {
        var run = (await postgres.SubmitAsync()).Id;
        var first = await postgres.ClaimAsync(run);
        await postgres.CommitAsync(first, Sample.Batch(1, Sample.Points("train/loss", 1, 1, 2)) with { Images = [new("samples", 1, 1, 1, new byte[1])] });
        await postgres.ExpireLeaseAsync(run);
        (await postgres.ClaimBrieflyAsync(run)).Checkpoint.ShouldBeNull();
        (await postgres.Get<MetricStore>().ListAsync(run, CancellationToken.None)).ShouldBeEmpty();
        (await postgres.Get<ImageStore>().ListAsync(run, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_periodic_and_best_checkpoints_make_room()
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        CheckpointKind[] kinds =
        [
            CheckpointKind.Periodic, CheckpointKind.Best, CheckpointKind.Periodic, CheckpointKind.Best, CheckpointKind.Periodic, CheckpointKind.Final,
        ];
        for (var i = 0; i < kinds.Length; i++)
            await postgres.CommitAsync(leased, new RecordBatch(i + 1) { Checkpoint = new(i + 1, 0, kinds[i], Bytes(5, seed: i)) });
        var kept = await postgres.Get<CheckpointStore>().ListAsync(leased.Lease.RunId, CancellationToken.None);
        kept.Select(c => (c.Step, c.Kind)).ShouldBe(
            [(3, CheckpointKind.Periodic), (4, CheckpointKind.Best), (5, CheckpointKind.Periodic), (6, CheckpointKind.Final)]);
        (await postgres.ReadAsync<long>("select count(*) from checkpoint_part where checkpoint_id not in (select id from checkpoint)")).ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_not_handed_out()
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await postgres.CommitAsync(leased, new RecordBatch(1) { Checkpoint = new(1, 0, CheckpointKind.Final, Bytes(100, seed: 3)) });
        var id = (await postgres.Get<CheckpointStore>().ListAsync(leased.Lease.RunId, CancellationToken.None)).Single().Id;
        await postgres.ExecuteAsync("update checkpoint_part set content = set_byte(content, 50, 255 - get_byte(content, 50)) where checkpoint_id = $1", id);
        (await Should.ThrowAsync<CheckpointException>(() => postgres.Get<CheckpointStore>().ReadAsync(id, CancellationToken.None)))
            .Message.ShouldContain("damaged");
        await Should.ThrowAsync<CheckpointException>(() => postgres.Get<CheckpointStore>().ReadAsync(Guid.NewGuid(), CancellationToken.None));
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
