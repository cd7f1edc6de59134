using Mantissa.Data.Entities;
using Mantissa.Jobs.Recording;

namespace Mantissa.Jobs.Tests.Recording;

public sealed class RecordBufferTests
{
    [Fact]
    public void A_checkpoint_ends_its_batch()
    {
        using var buffer = new RecordBuffer(limit: 1 << 20);
        buffer.Add(Batches.Sized(1).Metrics[0]);
        buffer.Close(new(1, 0.1, CheckpointKind.Periodic, new byte[8]));
        buffer.Add(Batches.Sized(2).Metrics[0]);

        var taken = buffer.Take();

        taken.Select(batch => batch.Sequence).ShouldBe([1, 2]);
        taken[0].Metrics.ShouldHaveSingleItem().Step.ShouldBe(1);
        taken[0].Checkpoint!.Step.ShouldBe(1);
        taken[1].Metrics.ShouldHaveSingleItem().Step.ShouldBe(2);
        taken[1].Checkpoint.ShouldBeNull();
    }

    [Fact]
    public void Nothing_reported_makes_no_batch_and_uses_no_sequence()
    {
        using var buffer = new RecordBuffer(limit: 1 << 20);
        buffer.Take().ShouldBeEmpty();
        buffer.Add(Batches.Sized(1).Metrics[0]);

        buffer.Take().ShouldHaveSingleItem().Sequence.ShouldBe(1);
    }

    [Fact]
    public void Makes_training_wait_only_while_it_is_full()
    {
        using var buffer = new RecordBuffer(limit: 1000);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        buffer.WaitForRoom(new CancellationToken(canceled: true));
        buffer.Add(new Mantissa.Data.Runs.ImageUpload("samples", 1, 1, 1, new byte[2000]));

        Should.Throw<OperationCanceledException>(() => buffer.WaitForRoom(soon.Token));

        buffer.Take();
        buffer.WaitForRoom(default);
    }

    [Fact]
    public async Task Loses_and_repeats_nothing_when_taken_while_training_reports()
    {
        const int points = 200_000;
        using var buffer = new RecordBuffer(limit: long.MaxValue);
        var training = Task.Run(() =>
        {
            for (var step = 1; step <= points; step++)
                buffer.Add(Batches.Sized(step).Metrics[0]);
        });

        var taken = new List<long>();
        while (!training.IsCompleted)
            taken.AddRange(buffer.Take().SelectMany(batch => batch.Metrics).Select(point => point.Step));
        await training;
        taken.AddRange(buffer.Take().SelectMany(batch => batch.Metrics).Select(point => point.Step));

        taken.ShouldBe(Enumerable.Range(1, points).Select(step => (long)step));
    }
}
