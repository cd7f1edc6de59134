using Mantissa.Data.Artifacts;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Artifacts;

public sealed class ArtifactStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Files_come_back_and_those_after_the_checkpoint_go_with_a_resume()
    {
        var store = postgres.Get<ArtifactStore>();
        var run = (await postgres.SubmitAsync()).Id;
        var first = await postgres.ClaimAsync(run);
        await postgres.CommitAsync(first, new RecordBatch(1)
        {
            Artifacts = [new("a.json", 1, "application/json", new byte[] { 1, 2 })],
            Checkpoint = new(1, 0, CheckpointKind.Periodic, new byte[1]),
        });
        await postgres.CommitAsync(first, new RecordBatch(2) { Artifacts = [new("a.json", 2, "application/json", new byte[3]), new("b", 2, "text/plain", new byte[4])] });
        (await store.ListAsync(run, CancellationToken.None)).ShouldBe(
            [new("a.json", 1, "application/json", 2), new("a.json", 2, "application/json", 3), new("b", 2, "text/plain", 4)]);
        (await store.GetAsync(run, "a.json", 1, CancellationToken.None))!.Content.ShouldBe([1, 2]);
        (await store.GetAsync(run, "b", 1, CancellationToken.None)).ShouldBeNull();

        await postgres.ExpireLeaseAsync(run);
        await postgres.ClaimBrieflyAsync(run);
        (await store.ListAsync(run, CancellationToken.None)).Select(artifact => artifact.Step).ShouldBe([1]);
    }

    [Fact]
    public async Task The_same_name_and_step_again_replaces_the_file()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await postgres.CommitAsync(run, new RecordBatch(1) { Artifacts = [new("a", 1, "text/plain", new byte[1])] });
        await postgres.CommitAsync(run, new RecordBatch(2) { Artifacts = [new("a", 1, "application/json", new byte[5])] });
        (await postgres.Get<ArtifactStore>().ListAsync(run.Lease.RunId, CancellationToken.None)).ShouldBe([new("a", 1, "application/json", 5)]);
    }
}
