using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Load;

/// <summary>The memory of the site over the time of a measurement.</summary>
internal sealed class MemoryCourse(SiteProcess site)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly List<double> mebibytes = [];

    public Task WatchAsync(CancellationToken over) => Paced.RunAsync(
        Interval, 0,
        () =>
        {
            mebibytes.Add(site.Memory / (double)(1 << 20));
            return Task.CompletedTask;
        },
        over);

    /// <summary>The last fifth against the second one: in the first, caches fill and pools grow.</summary>
    public Figure Figure()
    {
        var fifth = Math.Max(1, mebibytes.Count / 5);
        var (before, after) = (mebibytes.Skip(fifth).Take(fifth).Average(), mebibytes.TakeLast(fifth).Average());
        return new(
            "load", "memory", after, "MiB", $"of the site, mean of the last fifth of the time; highest {mebibytes.Max():0}; baseline: of the second fifth", before, after / before);
    }
}
