using Mantissa.Data.Experiments;
using Mantissa.Data.External;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.External;

namespace Mantissa.Data.Tests.Runs;

public sealed class BatchTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private RunBatches Batches => postgres.Get<RunBatches>();

    [Fact]
    public async Task Each_run_is_told_apart_when_many_are_cancelled()
    {
        var (waiting, done, gone) = (await MakeAsync("Queued"), await MakeAsync("Completed"), Guid.CreateVersion7());
        var heard = new List<int>();

        var outcome = await Batches.CancelAsync([waiting, done, gone], new Heard(heard), default);

        outcome.Changed.ShouldBe([waiting]);
        outcome.Already.ShouldBe([done]);
        outcome.Missing.ShouldBe([gone]);
        heard.Order().ShouldBe([1, 2, 3]);
        (await postgres.GetAsync(waiting)).Status.ShouldBe(Entities.RunStatus.Cancelled);
        var again = await Batches.RetryAsync([waiting, done], progress: null, default);
        again.Changed.ShouldBe([waiting]);
        again.Refused.ShouldHaveSingleItem().Reason.ShouldContain("submit it again");
    }

    [Fact]
    public async Task Tags_are_set_and_removed_and_counted()
    {
        var runs = new[] { await MakeAsync("Completed"), await MakeAsync("Completed") };

        (await Batches.TagAsync(runs, new Dictionary<string, string?> { ["study"] = "a" }, progress: null, default)).Changed.Count.ShouldBe(2);
        (await Batches.TagAsync(runs[..1], new Dictionary<string, string?> { ["study"] = "a" }, progress: null, default)).Already.ShouldBe(runs[..1]);
        (await Batches.TagsAsync(runs, 10, default)).ShouldBe([("study", "a", 2)]);
        await Batches.TagAsync(runs, new Dictionary<string, string?> { ["study"] = null }, progress: null, default);
        (await Batches.TagsAsync(runs, 10, default)).ShouldBeEmpty();
        (await Batches.TagAsync(runs, new Dictionary<string, string?> { [""] = "x" }, progress: null, default)).Refused.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Runs_are_archived_unless_they_wait_or_train_and_come_back()
    {
        var (done, waiting) = (await MakeAsync("Completed"), await MakeAsync("Queued"));

        var outcome = await Batches.ArchiveAsync([done, waiting], default);

        outcome.Changed.ShouldBe([done]);
        outcome.Refused.ShouldBe([new BatchRefusal(waiting, "It still waits in its queue; cancel it first.")]);
        (await Batches.ArchiveAsync([done], default)).Already.ShouldBe([done]);
        (await IsListedAsync(done)).ShouldBeFalse();
        (await Batches.RestoreAsync([done], default)).Changed.ShouldBe([done]);
        (await IsListedAsync(done)).ShouldBeTrue();
        (await postgres.ReadAsync<long>("select count(*) from run_event where run_id = $1 and kind in ('archived', 'restored')", done)).ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_run_can_be_had_back_as_it_was_until_its_time_is_over()
    {
        var (listed, archived, running) = (await MakeAsync("Failed"), await MakeAsync("Completed"), await MakeAsync("Running"));
        await Batches.ArchiveAsync([archived], default);

        var outcome = await Batches.DeleteAsync([listed, archived, running], default);

        outcome.Changed.ShouldBe([listed, archived], ignoreOrder: true);
        outcome.Refused.ShouldBe([new BatchRefusal(running, "It is still running; cancel it first.")]);
        (await IsListedAsync(listed)).ShouldBeFalse();
        await postgres.Get<DeletedRuns>().PurgeAsync(default);
        (await Batches.UndeleteAsync(outcome.Changed, default)).Changed.Count.ShouldBe(2);
        (await IsListedAsync(listed)).ShouldBeTrue();
        (await postgres.GetAsync(archived)).ArchivedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deleted_run_goes_for_good_when_its_time_is_over_and_nobody_wants_it_back()
    {
        var (gone, back, retried) = (await MakeAsync("Failed"), await MakeAsync("Completed"), await MakeAsync("Failed"));
        await Batches.DeleteAsync([gone, back, retried], default);
        await postgres.ExecuteAsync(
            "update run set deleted_at = deleted_at - interval '2 hours', archived_at = archived_at - interval '2 hours' where id = any($1)", new[] { gone, back, retried });
        await postgres.Get<RunStore>().ArchiveAsync(back, archived: false, expected: null, default);
        await postgres.Get<RunStore>().RetryAsync(retried, default);

        (await postgres.Get<DeletedRuns>().PurgeAsync(default)).ShouldBe(1);

        (await postgres.Get<RunStore>().GetAsync(gone, default)).ShouldBeNull();
        foreach (var kept in new[] { back, retried })
            (await IsListedAsync(kept)).ShouldBeTrue();
    }

    /// <summary>A run of a program elsewhere that goes on, however it says so, is not deleted any more.</summary>
    [Theory]
    [InlineData("resumed")]
    [InlineData("set to running")]
    [InlineData("heard again")]
    public async Task A_deleted_run_that_its_program_takes_up_again_stays(string how)
    {
        var run = (await postgres.RecordAsync()).Id;
        await postgres.SilenceAsync(run);
        await Batches.DeleteAsync([run], default);
        var revision = (await postgres.GetAsync(run)).Revision;
        var programs = postgres.Get<ExternalRunStore>();

        switch (how)
        {
            case "resumed":
                await programs.ResumeAsync(run, afterSequence: null, default);
                break;
            case "set to running":
                await programs.SetStatusAsync(run, Entities.RunStatus.Running, null, default);
                break;
            default:
                await postgres.AppendAsync(run, new(1));
                break;
        }

        (await IsListedAsync(run)).ShouldBeTrue();
        (await postgres.GetAsync(run)).Revision.ShouldBe(revision + 1, "whoever is about to remove it sees that");
        (await postgres.ReadAsync<long>("select count(*) from run where id = $1 and deleted_at is null", run)).ShouldBe(1);
    }

    [Fact]
    public async Task An_experiment_that_comes_back_brings_no_deleted_run_back()
    {
        var experiments = postgres.Get<ExperimentStore>();
        var experiment = (await experiments.CreateAsync("tidied", new Dictionary<string, string>(), default)).Id;
        var (kept, deleted) = (await MakeAsync("Completed"), await MakeAsync("Completed"));
        await postgres.ExecuteAsync("update run set experiment_id = $2 where id = any($1)", new[] { kept, deleted }, experiment);
        await Batches.DeleteAsync([deleted], default);

        await experiments.ArchiveAsync(experiment, archived: true, default);
        await experiments.ArchiveAsync(experiment, archived: false, default);

        (await IsListedAsync(kept)).ShouldBeTrue();
        (await IsListedAsync(deleted)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_another_one_is_to_start_from_is_not_deleted()
    {
        var source = await MakeAsync("Completed");
        var checkpoint = Guid.CreateVersion7();
        await postgres.ExecuteAsync(
            "insert into checkpoint (id, run_id, attempt, step, epoch, kind, metric_sequence, size, sha256, pinned) values ($1, $2, 1, 1, 1, 'Final', 1, 0, '', true)", checkpoint, source);
        await postgres.SubmitAsync(Sample.Specification() with { StartFrom = checkpoint });

        (await Batches.DeleteAsync([source], default)).Refused.ShouldBe([new BatchRefusal(source, "Another run is to start from one of its checkpoints.")]);
    }

    private async Task<Guid> MakeAsync(string status)
    {
        var run = await postgres.SubmitAsync();
        await postgres.ExecuteAsync("update run set status = $2 where id = $1", run.Id, status);
        return run.Id;
    }

    private async Task<bool> IsListedAsync(Guid run) =>
        (await postgres.Get<RunSearch>().IdsAsync(new() { Filter = $"id = '{run}'" }, 10, default)).Count == 1;

    private sealed class Heard(List<int> counts) : IProgress<int>
    {
        public void Report(int value)
        {
            lock (counts)
                counts.Add(value);
        }
    }
}
