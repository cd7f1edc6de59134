using System.Diagnostics;

namespace Mantissa.Benchmarks;

/// <summary>Shortest times of several tries.</summary>
internal static class Best
{
    /// <summary>
    /// Runs two actions in turn, <paramref name="tries"/> times after one unmeasured round, and gives the shortest time of each, in
    /// seconds. In turn, so that whatever slows the machine for a while slows both.
    /// </summary>
    public static (double First, double Second) OfTwo(int tries, Action first, Action second)
    {
        var (bestFirst, bestSecond) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i <= tries; i++)
        {
            var (one, two) = (Seconds(first), Seconds(second));
            if (i > 0)
                (bestFirst, bestSecond) = (Math.Min(bestFirst, one), Math.Min(bestSecond, two));
        }

        return (bestFirst, bestSecond);
    }

    /// <summary>The shortest time of an asynchronous action, in seconds, after one unmeasured run.</summary>
    public static async Task<double> OfAsync(int tries, Func<Task> action)
    {
        var best = double.MaxValue;
        for (var i = 0; i <= tries; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await action();
            if (i > 0)
                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return best;
    }

    private static double Seconds(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
