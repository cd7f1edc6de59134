using System.Diagnostics;

namespace Mantissa.Benchmarks;

/// <summary>Times of two actions that take turns, so that whatever slows the machine for a while slows both.</summary>
internal static class Best
{
    /// <summary>
    /// Runs two actions in turn, <paramref name="tries"/> times after one unmeasured round, and gives the shortest time of each, in
    /// seconds.
    /// </summary>
    public static (double First, double Second) OfTwo(int tries, Action first, Action second) =>
        OfTwoAsync(tries, Synchronous(first), Synchronous(second)).GetAwaiter().GetResult();

    /// <inheritdoc cref="OfTwo"/>
    public static async Task<(double First, double Second)> OfTwoAsync(int tries, Func<Task> first, Func<Task> second)
    {
        var (one, two) = await TimesAsync(tries, first, second);
        return (one[0], two[0]);
    }

    /// <summary>As <see cref="OfTwoAsync"/>, but the time that half of the tries stayed within.</summary>
    public static async Task<(double First, double Second)> MedianOfTwoAsync(int tries, Func<Task> first, Func<Task> second)
    {
        var (one, two) = await TimesAsync(tries, first, second);
        return (one[tries / 2], two[tries / 2]);
    }

    /// <summary>In ascending order.</summary>
    private static async Task<(double[] First, double[] Second)> TimesAsync(int tries, Func<Task> first, Func<Task> second)
    {
        var (one, two) = (new double[tries], new double[tries]);
        await first();
        await second();
        for (var i = 0; i < tries; i++)
            (one[i], two[i]) = (await SecondsAsync(first), await SecondsAsync(second));
        Array.Sort(one);
        Array.Sort(two);
        return (one, two);
    }

    /// <summary>How long an action takes, in seconds.</summary>
    public static async Task<double> SecondsAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Func<Task> Synchronous(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
