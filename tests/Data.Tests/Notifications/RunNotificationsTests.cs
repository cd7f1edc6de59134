using System.Collections.Concurrent;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Notifications;

public sealed class RunNotificationsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Every_kind_of_change_is_heard_once_a_commit()
    {
        await using var listening = await ListeningNotifications.StartAsync(postgres);
        var heard = new ConcurrentQueue<RunChange>();
        using var subscription = listening.Notifications.Subscribe(heard.Enqueue);
        var run = (await postgres.SubmitAsync()).Id;
        var leased = await postgres.ClaimAsync(run);
        await postgres.CommitAsync(leased, Sample.Batch(1, Sample.Points("train/loss", 1, 3, 2, 1)) with
        {
            Images = [new("samples", 1, 1, 1, new byte[1]), new("real", 1, 1, 1, new byte[1])],
            LogLines = [new(Sample.Start, RunLogLevel.Information, "hello")],
            Progress = new(1, 2, 0, 0, 0),
            Checkpoint = new(1, 0, CheckpointKind.Final, new byte[1]),
        });
        await postgres.Get<RunLeases>().CompleteAsync(leased.Lease, RunStatus.Completed, null, CancellationToken.None);

        await Eventually.TrueAsync(() => heard.Count(change => change == new RunChange(run, RunChangeKind.Status)) == 3);
        heard.Where(change => change.RunId == run).Select(change => change.Kind).ShouldBe(
            [
                RunChangeKind.Status, RunChangeKind.Status, RunChangeKind.Metrics, RunChangeKind.Images, RunChangeKind.Logs,
                RunChangeKind.Progress, RunChangeKind.Checkpoints, RunChangeKind.Status,
            ]);
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_heard()
    {
        await using var listening = await ListeningNotifications.StartAsync(postgres);
        var heard = new ConcurrentQueue<RunChange>();
        using var subscription = listening.Notifications.Subscribe(heard.Enqueue);
        postgres.Get<TransactionalQueue>().NextFailure = new InvalidOperationException("The queue is out of order.");
        await Should.ThrowAsync<InvalidOperationException>(() => postgres.SubmitAsync());
        var run = (await postgres.SubmitAsync()).Id;
        await Eventually.TrueAsync(() => heard.Any(change => change.RunId == run));
        heard.Where(change => change.Kind != RunChangeKind.Everything).ShouldBe([new RunChange(run, RunChangeKind.Status)]);
    }

    [Fact]
    public async Task A_broken_connection_is_made_anew_and_subscribers_start_over()
    {
        await using var listening = await ListeningNotifications.StartAsync(postgres);
        var heard = new ConcurrentQueue<RunChange>();
        using var subscription = listening.Notifications.Subscribe(heard.Enqueue);
        await Eventually.TrueAsync(() => heard.Count(change => change.Kind == RunChangeKind.Everything) <= 1);
        var before = heard.Count(change => change.Kind == RunChangeKind.Everything);
        await postgres.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'");
        await Eventually.TrueAsync(() => heard.Count(change => change.Kind == RunChangeKind.Everything) > before && listening.Notifications.IsListening);
        var run = (await postgres.SubmitAsync()).Id;
        await Eventually.TrueAsync(() => heard.Contains(new RunChange(run, RunChangeKind.Status)));
    }

    [Fact]
    public async Task One_subscriber_that_fails_does_not_silence_the_others_and_one_that_left_hears_nothing()
    {
        await using var listening = await ListeningNotifications.StartAsync(postgres);
        var heard = new ConcurrentQueue<RunChange>();
        var left = new ConcurrentQueue<RunChange>();
        using var failing = listening.Notifications.Subscribe(_ => throw new InvalidOperationException("A page went wrong."));
        using var subscription = listening.Notifications.Subscribe(heard.Enqueue);
        listening.Notifications.Subscribe(left.Enqueue).Dispose();
        var run = (await postgres.SubmitAsync()).Id;
        await Eventually.TrueAsync(() => heard.Any(change => change.RunId == run));
        left.ShouldNotContain(change => change.RunId == run);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("0199b1f0-0000-7000-8000-000000000000")]
    [InlineData("0199b1f0-0000-7000-8000-000000000000 nonsense")]
    public void What_is_no_change_is_ignored(string payload) => RunChange.TryParse(payload, out _).ShouldBeFalse();

    [Fact]
    public void A_change_survives_its_payload()
    {
        foreach (var kind in Enum.GetValues<RunChangeKind>())
        {
            var change = new RunChange(Guid.NewGuid(), kind);
            RunChange.TryParse(change.ToPayload(), out var read).ShouldBeTrue();
            read.ShouldBe(change);
        }
    }
}
