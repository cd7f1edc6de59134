using Mantissa.Data.Tests.Runs;
using Mantissa.Data.Workers;

namespace Mantissa.Data.Tests.Workers;

public sealed class WorkerStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private WorkerStore Workers => postgres.Get<WorkerStore>();

    private QueueStore Queues => postgres.Get<QueueStore>();

    public async Task InitializeAsync()
    {
        await postgres.ExecuteAsync("truncate worker, queue_pause");
        await postgres.ExecuteAsync("truncate run cascade");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_worker_is_alive_while_it_is_heard()
    {
        await RegisterAsync("a", "cpu", "simulator");
        await RegisterAsync("b", "gpu");
        await RegisterAsync("c", "cpu");
        var run = Guid.NewGuid();
        (await Workers.HeartbeatAsync("a", run, CancellationToken.None)).ShouldNotBeNull();
        await Workers.StopAsync("b", CancellationToken.None);
        await postgres.ExecuteAsync("update worker set heartbeat_at = now() - $1 where id = 'c'", WorkerStore.AliveFor + TimeSpan.FromSeconds(1));

        var states = await Workers.ListAsync(CancellationToken.None);
        states.Select(state => (state.Worker.Id, state.IsAlive)).ShouldBe([("a", true), ("b", false), ("c", false)], ignoreOrder: true);
        states[0].Worker.Id.ShouldBe("a", "those that are alive come first");
        states[0].Worker.CurrentRunId.ShouldBe(run);
        states[0].Worker.Queues.ShouldBe(["cpu", "simulator"]);
        states[0].Worker.Devices.ShouldBe([new WorkerDevice("cpu", "A processor", 1 << 30)]);
        states.Single(state => state.Worker.Id == "b").Worker.StoppedAt.ShouldNotBeNull();

        await Workers.HeartbeatAsync("c", null, CancellationToken.None);
        (await Workers.ListAsync(CancellationToken.None)).Single(state => state.Worker.Id == "c").IsAlive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_worker_that_was_forgotten_is_told_so()
    {
        (await Workers.HeartbeatAsync("nobody", null, CancellationToken.None)).ShouldBeNull();
        await RegisterAsync("old", "cpu");
        await postgres.ExecuteAsync("update worker set heartbeat_at = now() - interval '8 days'");
        await RegisterAsync("new", "cpu");
        (await Workers.HeartbeatAsync("old", null, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_worker_that_is_paused_hears_it_with_its_next_heartbeat_and_serves_no_queue()
    {
        await RegisterAsync("a", "cpu");
        await Workers.SetPausedAsync("a", true, CancellationToken.None);
        var since = (await Workers.ListAsync(CancellationToken.None))[0].Worker.PausedAt.ShouldNotBeNull();
        await Workers.SetPausedAsync("a", true, CancellationToken.None);
        (await Workers.ListAsync(CancellationToken.None))[0].Worker.PausedAt.ShouldBe(since, "the second time says nothing new");

        (await Workers.HeartbeatAsync("a", null, CancellationToken.None))!.TakesRuns.ShouldBeFalse();
        (await Queues.ListAsync(CancellationToken.None)).ShouldAllBe(queue => queue.LiveWorkers == 0);

        await Workers.SetPausedAsync("a", false, CancellationToken.None);
        (await Workers.HeartbeatAsync("a", null, CancellationToken.None))!.TakesRuns.ShouldBeTrue();
        (await Should.ThrowAsync<WorkerNotFoundException>(() => Workers.SetPausedAsync("nobody", true, CancellationToken.None))).Message.ShouldContain("'nobody'");
    }

    [Fact]
    public async Task A_paused_queue_is_listed_and_every_worker_hears_of_it()
    {
        await RegisterAsync("a", "cpu");
        await Queues.SetPausedAsync("gpu", true, CancellationToken.None);
        await Queues.SetPausedAsync("gpu", true, CancellationToken.None);

        (await Workers.HeartbeatAsync("a", null, CancellationToken.None))!.PausedQueues.ShouldBe(["gpu"]);
        var queues = await Queues.ListAsync(CancellationToken.None);
        queues.Select(queue => (queue.Queue, Paused: queue.PausedAt is not null)).ShouldBe([("cpu", false), ("gpu", true)]);

        await Queues.SetPausedAsync("gpu", false, CancellationToken.None);
        (await Workers.HeartbeatAsync("a", null, CancellationToken.None))!.PausedQueues.ShouldBeEmpty();
        (await Queues.ListAsync(CancellationToken.None)).Select(queue => queue.Queue).ShouldBe(["cpu"]);
    }

    [Fact]
    public async Task Queues_tell_what_waits_and_who_serves()
    {
        await RegisterAsync("a", "cpu", "simulator");
        await RegisterAsync("b", "cpu");
        await RegisterAsync("dead", "gpu");
        await Workers.StopAsync("dead", CancellationToken.None);
        var first = await postgres.SubmitAsync();
        await postgres.SubmitAsync();
        var gpu = await postgres.SubmitAsync(Sample.Specification() with { Queue = "gpu" });
        await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);

        (await Queues.ListAsync(CancellationToken.None)).ShouldBe(
        [
            new QueueState("cpu", 2, 1, first.CreatedAt, 2),
            new QueueState("gpu", 1, 0, gpu.CreatedAt, 0),
            new QueueState("simulator", 0, 0, null, 1),
        ]);
    }

    private Task RegisterAsync(string id, params string[] queues) =>
        Workers.RegisterAsync(new(id, "host", 42, "0.1.0", queues, [new("cpu", "A processor", 1 << 30)]), CancellationToken.None);
}
