using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.Runs;

/// <summary>What a worker notes of what was acknowledged.</summary>
public sealed class RunJournalTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Gives_back_the_batches_of_every_attempt_at_a_run_bit_for_bit()
    {
        var (run, other) = (Guid.NewGuid(), Guid.NewGuid());
        Journal(run, 1).Append(Batch(1, 0.1, double.NaN));
        Journal(run, 1).Append(Batch(2, -0.0, double.PositiveInfinity) with { Checkpoint = new(8, 0.5, Entities.CheckpointKind.Periodic, new byte[3]) });
        Journal(run, 2).Append(Batch(1, 1e-310));
        Journal(other, 1).Append(Batch(1, 5));

        var entries = RunJournal.Read(folder.Path, run).ToList();

        entries.Select(entry => (entry.Sequence, entry.Checkpoint)).ShouldBe([(1, null), (2, 8), (1, null)]);
        entries.SelectMany(entry => entry.Points).Select(point => (point.Name, point.Step, point.Bits)).ShouldBe(
            new[] { 0.1, double.NaN, -0.0, double.PositiveInfinity, 1e-310 }.Select(value => ("loss", 3L, BitConverter.DoubleToInt64Bits(value))));
    }

    [Fact]
    public void A_line_that_a_killed_worker_was_just_writing_does_not_count()
    {
        var run = Guid.NewGuid();
        Journal(run, 1).Append(Batch(1, 2));
        File.AppendAllText(RunJournal.PathOf(folder.Path, new(run, 1, default, "")), "{\"sequence\":2,\"poi");

        RunJournal.Read(folder.Path, run).ShouldHaveSingleItem().Sequence.ShouldBe(1);
    }

    [Fact]
    public void Nobody_has_noted_anything() => RunJournal.Read(folder.Combine("absent"), Guid.NewGuid()).ShouldBeEmpty();

    private RunJournal Journal(Guid run, int attempt) => new(RunJournal.PathOf(folder.Path, new(run, attempt, default, "")));

    private static RecordBatch Batch(long sequence, params double[] values) =>
        new(sequence) { Metrics = [.. values.Select(value => new MetricPoint("loss", 3, value, DateTimeOffset.UnixEpoch))] };
}
