using System.Diagnostics;

namespace Mantissa.Benchmarks;

/// <summary>Shortest times of several tries.</summary>
internal static class Best
{
    /// <summary>
    /// Runs two actions in turn, <paramref name="tries"/> times after one unmeasured round, and gives the shortest time of each, in
    /// seconds. In turn, so that whatever slows the machine for a while slows both.
    /// </summary>
    public static (double First, double Second) OfTwo(int tries, Action first, Action second) =>
        OfTwoAsync(tries, Synchronous(first), Synchronous(second)).GetAwaiter().GetResult();

    /// <inheritdoc cref="OfTwo"/>
    public static async Task<(double First, double Second)> OfTwoAsync(int tries, Func<Task> first, Func<Task> second)
    {
        var (bestFirst, bestSecond) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i <= tries; i++)
        {
            var (one, two) = (await SecondsAsync(first), await SecondsAsync(second));
            if (i > 0)
                (bestFirst, bestSecond) = (Math.Min(bestFirst, one), Math.Min(bestSecond, two));
        }

        return (bestFirst, bestSecond);
    }

    private static Func<Task> Synchronous(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private static async Task<double> SecondsAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
