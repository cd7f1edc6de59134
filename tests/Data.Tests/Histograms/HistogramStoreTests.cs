using Mantissa.Data.Entities;
using Mantissa.Data.Histograms;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Histograms;

public sealed class HistogramStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private HistogramStore Store => postgres.Get<HistogramStore>();

    [Fact]
    public async Task Histograms_come_back_and_those_after_the_checkpoint_go_with_a_resume()
    {
        var run = (await postgres.SubmitAsync()).Id;
        var first = await postgres.ClaimAsync(run);
        await postgres.CommitAsync(first, new RecordBatch(1) { Histograms = [At(20)], Checkpoint = new(20, 0, CheckpointKind.Periodic, new byte[1]) });
        await postgres.CommitAsync(first, new RecordBatch(2) { Histograms = [At(40), At(60)] });
        (await Store.ListAsync(run, default)).ShouldSatisfyAllConditions(
            summary => summary.Sites.ShouldBe(["conv1.weight", "fc.activation"]),
            summary => (summary.Steps, summary.FirstStep, summary.LastStep).ShouldBe((3, 20L, 60L)));

        await postgres.ExpireLeaseAsync(run);
        await postgres.ClaimBrieflyAsync(run);

        (await StepsAsync(run)).ShouldBe([20]);
    }

    [Fact]
    public async Task The_same_step_again_replaces_them_and_a_batch_that_is_repeated_changes_nothing()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await postgres.CommitAsync(run, new RecordBatch(1) { Histograms = [At(1)] });
        await postgres.CommitAsync(run, new RecordBatch(2) { Histograms = [At(1, zeros: 9)] });
        await postgres.CommitAsync(run, new RecordBatch(2) { Histograms = [At(1, zeros: 5)] });

        var (step, histogram) = (await Store.ReadAsync(run.Lease.RunId, "fc.activation", null, null, 2, default)).Points.ShouldHaveSingleItem();

        (step, histogram.Zeros, histogram.Unit, histogram.Counts.Count).ShouldBe((1L, 9, -14, 2));
    }

    [Fact]
    public async Task A_long_run_is_thinned_evenly_and_keeps_its_ends()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await postgres.CommitAsync(run, new RecordBatch(1) { Histograms = [.. Enumerable.Range(1, 101).Select(i => At(i * 10))] });
        var id = run.Lease.RunId;

        var thin = await Store.ReadAsync(id, "conv1.weight", null, null, 5, default);
        thin.Points.Select(point => point.Step).ShouldBe([10, 260, 510, 760, 1010]);
        thin.Total.ShouldBe(101);
        (await Store.ReadAsync(id, "conv1.weight", 95, 130, 50, default)).Points.Select(point => point.Step).ShouldBe([100, 110, 120, 130]);
        (await Store.ReadAsync(id, "absent", null, null, 50, default)).Points.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_without_any_has_no_sites() =>
        (await Store.ListAsync(Guid.CreateVersion7(), default)).ShouldSatisfyAllConditions(summary => summary.Sites.ShouldBeEmpty(), summary => summary.Steps.ShouldBe(0));

    private async Task<IEnumerable<long>> StepsAsync(Guid run) =>
        (await Store.ReadAsync(run, "conv1.weight", null, null, 100, default)).Points.Select(point => point.Step);

    private static HistogramUpload At(long step, int zeros = 1) => new(step, HistogramCodec.Encode(
        [new("fc.activation", -14, 15, zeros, 0, 4, [2, 3]), new("conv1.weight", -20, 15, 0, 1, 0, [1])]));
}
