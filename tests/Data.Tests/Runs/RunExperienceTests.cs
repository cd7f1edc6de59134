using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.Runs;

public sealed class RunExperienceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => postgres.ExecuteAsync("truncate run cascade");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_run_needs_as_long_for_a_step_and_as_much_memory_as_the_last_one_like_it()
    {
        await CompleteAsync(Run(), steps: 100, seconds: 1000);
        await CompleteAsync(Run(), steps: 100, seconds: 50);

        var estimate = (await EstimateAsync(Run(steps: 300) with { Seed = 9, Name = "another" })).ShouldNotBeNull();

        estimate.Duration.TotalSeconds.ShouldBe(150, 0.01);
        estimate.MemoryBytes.ShouldBe(1 << 20);
        estimate.SameFormat.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_format_is_better_than_nothing_and_the_same_better_than_another()
    {
        await CompleteAsync(Run() with { Format = "bf16" }, steps: 100, seconds: 10);
        (await EstimateAsync(Run()))!.SameFormat.ShouldBeFalse();

        await CompleteAsync(Run(), steps: 100, seconds: 20);
        await CompleteAsync(Run() with { Format = "bf16" }, steps: 100, seconds: 30);
        var estimate = await EstimateAsync(Run(steps: 100));
        (estimate!.SameFormat, Math.Round(estimate.Duration.TotalSeconds)).ShouldBe((true, 20));
    }

    [Fact]
    public async Task Epochs_are_as_long_as_they_were()
    {
        // A hundred steps were two epochs.
        await CompleteAsync(Run(), steps: 100, seconds: 100, epochs: 2);

        (await EstimateAsync(Run(steps: 0, epochs: 6)))!.Duration.TotalSeconds.ShouldBe(300, 0.01);
    }

    [Fact]
    public async Task What_is_unlike_it_tells_nothing()
    {
        await CompleteAsync(Run() with { Model = "other" }, steps: 100, seconds: 10);
        await CompleteAsync(Run() with { ModelOptions = new JsonObject { ["depth"] = 20 } }, steps: 100, seconds: 10);
        await CompleteAsync(Run() with { Dataset = "other" }, steps: 100, seconds: 10);
        await CompleteAsync(Run() with { Device = "cuda" }, steps: 100, seconds: 10);
        await CompleteAsync(Run(batch: 64), steps: 100, seconds: 10);
        var failed = await CompleteAsync(Run(), steps: 100, seconds: 10);
        await postgres.ExecuteAsync("update run set status = 'Failed' where id = $1", failed);

        (await EstimateAsync(Run())).ShouldBeNull();
        (await postgres.Get<RunExperience>().EstimateAsync([], default)).ShouldBeEmpty();
    }

    private static RunSpecification Run(int steps = 100, int epochs = 1, int batch = 32) => Sample.Specification() with
    {
        ModelOptions = new JsonObject { ["depth"] = 8 },
        Training = new JsonObject { ["steps"] = steps, ["epochs"] = epochs, ["batch"] = batch },
    };

    private async Task<RunEstimate?> EstimateAsync(RunSpecification run) => (await postgres.Get<RunExperience>().EstimateAsync([run], default)).ShouldHaveSingleItem();

    private async Task<Guid> CompleteAsync(RunSpecification specification, int steps, int seconds, double epochs = 1)
    {
        var id = (await postgres.SubmitAsync(specification)).Id;
        await postgres.ExecuteAsync(
            """
            update run set status = 'Completed', step = $2, total_steps = $2, epoch = $3, peak_memory_bytes = 1048576,
                started_at = now(), finished_at = now() + make_interval(secs => $4)
            where id = $1
            """,
            id, (long)steps, epochs, (double)seconds);
        return id;
    }
}
