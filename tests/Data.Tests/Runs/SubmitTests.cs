using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Queue;
using Mantissa.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Tests.Runs;

public sealed class SubmitTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private RunStore Runs => postgres.Get<RunStore>();

    [Fact]
    public async Task A_run_is_written_with_its_job_and_its_first_event()
    {
        var specification = Sample.Specification("first", tags: new Dictionary<string, string> { ["owner"] = "ada" });
        var result = await Runs.SubmitAsync(specification, idempotencyKey: null, CancellationToken.None);
        result.Replayed.ShouldBeFalse();

        var run = await postgres.GetAsync(result.Value.Id);
        run.Status.ShouldBe(RunStatus.Queued);
        run.Attempt.ShouldBe(0);
        run.Name.ShouldBe("first");
        run.Tags["owner"].ShouldBe("ada");
        run.Specification.Training["batch"]!.GetValue<int>().ShouldBe(64);
        run.CreatedAt.ShouldBe(result.Value.CreatedAt);
        (await postgres.Get<IRunQueue>().FindAsync(run.Id, CancellationToken.None)).ShouldBe(new QueuedRun(run.Id, "cpu", Executing: false));
        var first = (await postgres.Get<EventStore>().ListAsync(run.Id, CancellationToken.None)).Single();
        first.Kind.ShouldBe("submitted");
        first.FromStatus.ShouldBeNull();
        first.ToStatus.ShouldBe(RunStatus.Queued);
    }

    [Fact]
    public async Task A_run_whose_job_cannot_be_written_does_not_exist()
    {
        var before = await CountAsync();
        postgres.Get<TransactionalQueue>().NextFailure = new InvalidOperationException("The queue is out of order.");
        await Should.ThrowAsync<InvalidOperationException>(() => postgres.SubmitAsync());
        (await CountAsync()).ShouldBe(before);
        (await postgres.ReadAsync<long>("select count(*) from test_queue where run_id not in (select id from run)")).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_run()
    {
        var first = await Runs.SubmitAsync(Sample.Specification(seed: 7), "same", CancellationToken.None);
        var second = await Runs.SubmitAsync(Sample.Specification(seed: 7), "same", CancellationToken.None);
        second.Replayed.ShouldBeTrue();
        second.Value.Id.ShouldBe(first.Value.Id);
    }

    [Fact]
    public async Task The_order_of_members_does_not_make_another_request()
    {
        var one = Sample.Specification() with { Training = new() { ["epochs"] = 1, ["batch"] = 8 } };
        var other = Sample.Specification() with { Training = new() { ["batch"] = 8, ["epochs"] = 1 } };
        var first = await Runs.SubmitAsync(one, "order", CancellationToken.None);
        (await Runs.SubmitAsync(other, "order", CancellationToken.None)).Value.Id.ShouldBe(first.Value.Id);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_a_conflict()
    {
        await Runs.SubmitAsync(Sample.Specification(seed: 1), "conflict", CancellationToken.None);
        var error = await Should.ThrowAsync<IdempotencyConflictException>(
            () => Runs.SubmitAsync(Sample.Specification(seed: 2), "conflict", CancellationToken.None));
        error.Message.ShouldContain("conflict");
        await Should.ThrowAsync<IdempotencyConflictException>(
            () => Runs.SubmitComparisonAsync(Grid("x"), [Sample.Specification(seed: 1)], "conflict", CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_submissions_at_once_with_one_key_one_makes_the_run()
    {
        var before = await CountAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            _ => Runs.SubmitAsync(Sample.Specification(seed: 99), "race", CancellationToken.None)));
        results.Select(result => result.Value.Id).Distinct().Count().ShouldBe(1);
        results.Count(result => !result.Replayed).ShouldBe(1);
        (await CountAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_comparison_is_written_with_all_its_runs()
    {
        var grid = Grid("parity");
        RunSpecification[] members = [Sample.Specification(format: "fp32"), Sample.Specification(format: "flex16+5")];
        var made = await Runs.SubmitComparisonAsync(grid, members, "grid", CancellationToken.None);
        var again = await Runs.SubmitComparisonAsync(grid, members, "grid", CancellationToken.None);
        again.Replayed.ShouldBeTrue();
        again.Value.Id.ShouldBe(made.Value.Id);

        var page = await Runs.ListAsync(new() { ComparisonId = made.Value.Id, Sort = "format" }, CancellationToken.None);
        page.Items.Select(run => run.Format).ShouldBe(["flex16+5", "fp32"]);
        page.Items.ShouldAllBe(run => run.Name.Contains(run.Format));
        foreach (var run in page.Items)
            (await postgres.Get<IRunQueue>().FindAsync(run.Id, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_comparison_of_which_one_job_cannot_be_written_does_not_exist()
    {
        var before = await CountAsync();
        postgres.Get<TransactionalQueue>().NextFailure = new InvalidOperationException("The queue is out of order.");
        await Should.ThrowAsync<InvalidOperationException>(
            () => Runs.SubmitComparisonAsync(Grid("broken"), [Sample.Specification(), Sample.Specification()], "broken", CancellationToken.None));
        (await CountAsync()).ShouldBe(before);
        (await postgres.ReadAsync<long>("select count(*) from comparison where name = 'broken'")).ShouldBe(0);
        (await postgres.ReadAsync<long>("select count(*) from idempotency_key where key = 'broken'")).ShouldBe(0);
    }

    private static ComparisonSpecification Grid(string name) => new()
    {
        Name = name,
        Models = [new() { Model = "resnet", Dataset = "shapes" }],
        Formats = ["fp32", "flex16+5"],
    };

    private async Task<int> CountAsync()
    {
        await using var context = await postgres.Get<IDbContextFactory<PlatformDbContext>>().CreateDbContextAsync();
        return await context.Runs.CountAsync();
    }
}
