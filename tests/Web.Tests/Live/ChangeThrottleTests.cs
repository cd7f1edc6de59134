using System.Collections.Concurrent;
using System.Diagnostics;
using Mantissa.Web.Live;

namespace Mantissa.Web.Tests.Live;

public sealed class ChangeThrottleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Everything_arrives_once_and_calls_never_overlap()
    {
        var seen = new ConcurrentQueue<int>();
        var inside = 0;
        await using (var throttle = new ChangeThrottle<int>(() => Interval, TimeProvider.System, async (changes, token) =>
        {
            Interlocked.Increment(ref inside).ShouldBe(1);
            foreach (var change in changes)
                seen.Enqueue(change);
            await Task.Delay(5, token);
            Interlocked.Decrement(ref inside);
        }))
        {
            Parallel.For(0, 1000, throttle.Add);
            await WaitAsync(() => seen.Count >= 1000);
        }

        seen.Order().ShouldBe(Enumerable.Range(0, 1000));
    }

    [Fact]
    public async Task Calls_keep_their_distance_however_fast_changes_come()
    {
        var starts = new ConcurrentQueue<long>();
        await using var throttle = new ChangeThrottle<int>(() => Interval, TimeProvider.System, (_, _) =>
        {
            starts.Enqueue(Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        });

        var n = 0;
        await WaitAsync(() =>
        {
            throttle.Add(n++);
            return starts.Count >= 5;
        });

        var distances = starts.Zip(starts.Skip(1), (a, b) => Stopwatch.GetElapsedTime(a, b));
        distances.ShouldAllBe(d => d >= Interval - TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task A_change_while_a_call_runs_is_not_lost()
    {
        var gate = new TaskCompletionSource();
        var calls = new ConcurrentQueue<string>();
        await using var throttle = new ChangeThrottle<string>(() => Interval, TimeProvider.System, async (changes, _) =>
        {
            calls.Enqueue(string.Join(',', changes.Order()));
            await gate.Task;
        });

        throttle.Add("a");
        await WaitAsync(() => calls.Count == 1);
        throttle.Add("b");
        throttle.Add("c");
        throttle.Add("b");
        gate.SetResult();
        await WaitAsync(() => calls.Count == 2);

        calls.ShouldBe(["a", "b,c"]);
    }

    [Fact]
    public async Task Nothing_is_called_after_it_is_disposed()
    {
        var calls = 0;
        var throttle = new ChangeThrottle<int>(() => TimeSpan.Zero, TimeProvider.System, (_, _) =>
        {
            Interlocked.Increment(ref calls);
            return Task.CompletedTask;
        });
        await throttle.DisposeAsync();

        throttle.Add(1);
        await Task.Delay(100);

        calls.ShouldBe(0);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Patience);
            await Task.Delay(1);
        }
    }
}
