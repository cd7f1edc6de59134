using Mantissa.Catalogue;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Tests.Queue;

public sealed class LostRunsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData("status = 'Queued', created_at = now() - interval '1 minute'", true)]
    [InlineData("status = 'Running', lease_token = gen_random_uuid(), lease_expires_at = now() - interval '1 minute'", true)]
    [InlineData("status = 'Queued'", false)]
    [InlineData("status = 'Running', lease_token = gen_random_uuid(), lease_expires_at = now() - interval '10 seconds'", false)]
    [InlineData("status = 'Running', external = true, lease_token = gen_random_uuid(), lease_expires_at = now() - interval '1 minute'", false)]
    [InlineData("status = 'Failed', created_at = now() - interval '1 minute'", false)]
    public async Task An_unfinished_run_without_a_job_goes_back_to_its_queue_after_a_while(string state, bool requeued)
    {
        await using var process = new QueueProcess(postgres.ConnectionString);
        var id = await SubmitAsync(process);
        await process.Queue.CancelAsync(id, default);
        await postgres.ExecuteAsync($"update run set {state} where id = $1", id);

        var found = await process.Queue.RequeueLostAsync(default);

        found.Contains(id).ShouldBe(requeued);
        ((await process.Queue.FindAsync(id, default)) is not null).ShouldBe(requeued);
    }

    [Fact]
    public async Task A_run_that_has_its_job_is_left_alone()
    {
        await using var process = new QueueProcess(postgres.ConnectionString);
        var id = await SubmitAsync(process);
        await postgres.ExecuteAsync("update run set created_at = now() - interval '1 hour' where id = $1", id);

        (await process.Queue.RequeueLostAsync(default)).ShouldNotContain(id);
    }

    private static async Task<Guid> SubmitAsync(QueueProcess process)
    {
        var run = (await process.Runs.SubmitAsync(new RunSpecification { Model = "resnet", Dataset = "shapes" }, null, default)).Value;
        run.Status.ShouldBe(RunStatus.Queued);
        return run.Id;
    }
}
