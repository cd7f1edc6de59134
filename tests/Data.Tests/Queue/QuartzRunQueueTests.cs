using Mantissa.Data.Queue;

namespace Mantissa.Data.Tests.Queue;

/// <summary>The queue as submitters and workers see it, on a real PostgreSQL.</summary>
public sealed class QuartzRunQueueTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_job_is_there_when_its_transaction_commits_and_only_then()
    {
        await using var process = new QueueProcess(postgres.ConnectionString);
        var (kept, dropped) = (Guid.NewGuid(), Guid.NewGuid());

        await EnqueueAsync(process, kept, "cpu");
        await EnqueueAsync(process, dropped, "cpu", commit: false);

        (await process.Queue.FindAsync(kept, default)).ShouldBe(new QueuedRun(kept, "cpu", Executing: false));
        (await process.Queue.FindAsync(dropped, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_that_waits_can_be_cancelled_from_another_process()
    {
        await using var submitter = new QueueProcess(postgres.ConnectionString);
        await using var other = new QueueProcess(postgres.ConnectionString);
        var id = Guid.NewGuid();
        await EnqueueAsync(submitter, id, "cpu");

        await other.Queue.CancelAsync(id, default);

        (await submitter.Queue.FindAsync(id, default)).ShouldBeNull();
        await other.Queue.CancelAsync(id, default);
    }

    [Fact]
    public async Task An_idle_worker_is_given_a_run_within_a_second()
    {
        var queue = UniqueQueue();
        await using var submitter = new QueueProcess(postgres.ConnectionString);
        await using var worker = new QueueProcess(postgres.ConnectionString, [queue]);
        await worker.StartAsync();
        await submitter.Queue.FindAsync(Guid.NewGuid(), default);
        await Task.Delay(1500);

        for (var run = 1; run <= 3; run++)
        {
            var submitted = TimeProvider.System.GetUtcNow();
            await EnqueueAsync(submitter, Guid.NewGuid(), queue);
            await worker.ExecutesAsync(run);
            (worker.Executed.Last().At - submitted).ShouldBeLessThan(TimeSpan.FromSeconds(1));
            await Task.Delay(300);
        }
    }

    [Fact]
    public async Task A_worker_is_given_runs_of_its_queues_only()
    {
        var (served, other) = (UniqueQueue(), UniqueQueue());
        await using var worker = new QueueProcess(postgres.ConnectionString, [served]);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await EnqueueAsync(worker, first, other);
        await EnqueueAsync(worker, second, served);

        await worker.StartAsync();

        (await worker.ExecutesAsync(1)).ShouldBe([second]);
        (await worker.Queue.FindAsync(first, default)).ShouldBe(new QueuedRun(first, other, Executing: false));
    }

    [Fact]
    public async Task Runs_that_waited_for_long_stay_in_their_order()
    {
        var queue = UniqueQueue();
        var ids = new List<Guid>();
        await using (var submitter = new QueueProcess(postgres.ConnectionString))
        {
            for (var minutes = 50; minutes >= 0; minutes -= 10)
            {
                ids.Add(Guid.NewGuid());
                await EnqueueAsync(submitter, ids[^1], queue);
                await postgres.ExecuteAsync(
                    "update quartz.qrtz_triggers set start_time = start_time - $1, next_fire_time = next_fire_time - $1 where job_name = $2",
                    TimeSpan.FromMinutes(minutes).Ticks, ids[^1].ToString());
            }
        }

        await using var worker = new QueueProcess(postgres.ConnectionString, [queue], execute: async (_, token) =>
        {
            await Task.Delay(50, token);
            return RunVerdict.Done;
        });
        await worker.StartAsync();

        (await worker.ExecutesAsync(ids.Count)).ShouldBe(ids);
    }

    [Theory]
    [InlineData(60, -60)]
    [InlineData(-60, 1440)]
    public async Task Whatever_time_the_machines_think_it_is_a_run_starts_at_once_and_a_worker_is_not_taken_for_dead(int submitterMinutes, int workerMinutes)
    {
        var queue = UniqueQueue();
        var id = Guid.NewGuid();
        await using var submitter = new QueueProcess(postgres.ConnectionString, time: new ShiftedTime(TimeSpan.FromMinutes(submitterMinutes)));
        await using var worker = Busy(workerMinutes);
        await using var other = Busy(0);
        await worker.StartAsync();
        await other.StartAsync();

        await EnqueueAsync(submitter, id, queue);
        await Eventually.TrueAsync(() => worker.Executed.Count + other.Executed.Count > 0, TimeSpan.FromSeconds(3));
        await Task.Delay(TimeSpan.FromSeconds(4));

        // Longer than a worker may be silent: the one that has the run was not silent, whatever its clock says.
        (worker.Executed.Count + other.Executed.Count).ShouldBe(1);

        QueueProcess Busy(int minutes) => new(
            postgres.ConnectionString, [queue], new ShiftedTime(TimeSpan.FromMinutes(minutes)),
            async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(5), token);
                return RunVerdict.Done;
            },
            patience: TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_run_that_somebody_else_holds_is_looked_at_again()
    {
        var queue = UniqueQueue();
        var again = 2;
        await using var worker = new QueueProcess(
            postgres.ConnectionString, [queue],
            execute: (_, _) => Task.FromResult(
                again-- > 0 ? RunVerdict.LookAgain(TimeSpan.FromSeconds(1)) : RunVerdict.Done));
        await worker.StartAsync();
        var id = Guid.NewGuid();
        await EnqueueAsync(worker, id, queue);

        (await worker.ExecutesAsync(3)).ShouldBe([id, id, id]);
        await Task.Delay(500);
        (await worker.Queue.FindAsync(id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_that_is_enqueued_while_its_job_still_ends_is_executed_once_more_afterwards()
    {
        var queue = UniqueQueue();
        var ending = new TaskCompletionSource();
        await using var worker = new QueueProcess(postgres.ConnectionString, [queue], execute: async (_, _) =>
        {
            await ending.Task;
            return RunVerdict.Done;
        });
        await worker.StartAsync();
        var id = Guid.NewGuid();
        await EnqueueAsync(worker, id, queue);
        await worker.ExecutesAsync(1);
        (await worker.Queue.FindAsync(id, default)).ShouldBe(new QueuedRun(id, queue, Executing: true));

        await EnqueueAsync(worker, id, queue);
        await Task.Delay(1500);
        worker.Executed.Count.ShouldBe(1);
        ending.SetResult();

        await worker.ExecutesAsync(2);
    }

    [Fact]
    public async Task Cancelling_reaches_a_run_that_another_process_executes()
    {
        var queue = UniqueQueue();
        var interrupted = new TaskCompletionSource();
        await using var worker = new QueueProcess(postgres.ConnectionString, [queue], execute: async (_, token) =>
        {
            await using var registration = token.Register(interrupted.SetResult);
            await interrupted.Task;
            return RunVerdict.Done;
        });
        await worker.StartAsync();
        await using var submitter = new QueueProcess(postgres.ConnectionString);
        var id = Guid.NewGuid();
        await EnqueueAsync(submitter, id, queue);
        await worker.ExecutesAsync(1);

        await submitter.Queue.CancelAsync(id, default);

        await interrupted.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Processes_that_start_together_do_not_trip_over_each_other()
    {
        await using var empty = await EmptyDatabase.CreateAsync();
        await using (var schema = empty.Source.CreateCommand("create schema quartz"))
            await schema.ExecuteNonQueryAsync();
        var processes = Enumerable.Range(0, 4).Select(_ => new QueueProcess(empty.ConnectionString)).ToList();

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.Queue.FindAsync(Guid.NewGuid(), default))));

        foreach (var process in processes)
            await process.DisposeAsync();
    }

    private static string UniqueQueue() => $"q{Guid.NewGuid():n}";

    private async Task EnqueueAsync(QueueProcess process, Guid id, string queue, bool commit = true)
    {
        await using var connection = await postgres.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await process.Queue.EnqueueAsync(id, queue, transaction, default);
        if (commit)
            await transaction.CommitAsync();
    }
}
