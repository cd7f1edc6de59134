using Mantissa.Data.Notifications;
using Mantissa.Web.Live;

namespace Mantissa.Web.Tests.Live;

public sealed class SharedReadsTests
{
    private static readonly Guid Run = Guid.NewGuid();

    private readonly Clock _time = new();
    private readonly SharedReads _shared;
    private int _reads;

    public SharedReadsTests() => _shared = new(_time);

    [Fact]
    public async Task Many_who_ask_together_get_one_reading()
    {
        var ready = new TaskCompletionSource();

        var asked = Enumerable.Range(0, 50).Select(_ => Task.Run(() => ReadAsync(ready.Task))).ToList();
        await Task.WhenAll(asked.Select(task => Task.WhenAny(task, Task.Delay(50))));
        ready.SetResult();

        (await Task.WhenAll(asked)).Distinct().ShouldBe([1]);
        (await ReadAsync(key: "another question")).ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_of_the_run_or_a_change_that_may_have_been_missed_is_read_again(bool everything)
    {
        (await ReadAsync()).ShouldBe(1);
        _shared.Forget(new(Guid.NewGuid(), RunChangeKind.Metrics));
        (await ReadAsync()).ShouldBe(1, "another run changed");

        _shared.Forget(everything ? new(Guid.Empty, RunChangeKind.Everything) : new(Run, RunChangeKind.Metrics));

        (await ReadAsync()).ShouldBe(2);
    }

    /// <summary>What was begun before a change may not contain it.</summary>
    [Fact]
    public async Task Who_hears_of_a_change_does_not_get_a_reading_that_began_before_it()
    {
        var ready = new TaskCompletionSource();
        var before = ReadAsync(ready.Task);

        _shared.Forget(new(Run, RunChangeKind.Metrics));
        (await ReadAsync()).ShouldBeGreaterThan(0);
        ready.SetResult();
        await before;

        _reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_reading_grows_old()
    {
        await ReadAsync();
        _time.Seconds += 2;
        (await ReadAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_reaches_who_waits_and_is_not_kept()
    {
        await Should.ThrowAsync<IOException>(() => ReadAsync(Task.FromException(new IOException("broken"))));
        (await ReadAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Who_leaves_does_not_stop_the_others()
    {
        var ready = new TaskCompletionSource();
        using var leave = new CancellationTokenSource();
        var leaver = ReadAsync(ready.Task, cancellationToken: leave.Token);
        var other = ReadAsync(ready.Task);

        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => leaver);
        ready.SetResult();

        (await other).ShouldBe(1);
    }

    private Task<int> ReadAsync(Task? ready = null, string key = "question", CancellationToken cancellationToken = default) =>
        _shared.ReadAsync([Run], key, async () =>
        {
            var number = Interlocked.Increment(ref _reads);
            await (ready ?? Task.CompletedTask);
            return number;
        }, cancellationToken);
}
