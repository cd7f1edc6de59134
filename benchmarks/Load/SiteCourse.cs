using System.Diagnostics;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Load;

/// <summary>What the site takes over the time of a measurement.</summary>
internal sealed class SiteCourse(SiteProcess site)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly List<(double Seconds, double Processor, double Mebibytes)> course = [];

    public Task WatchAsync(CancellationToken over)
    {
        var started = Stopwatch.GetTimestamp();
        return Paced.RunAsync(
            Interval, 0,
            () =>
            {
                course.Add((Stopwatch.GetElapsedTime(started).TotalSeconds, site.ProcessorSeconds, site.Memory / (double)(1 << 20)));
                return Task.CompletedTask;
            },
            over);
    }

    public Figure Processor()
    {
        var (first, last) = (course[0], course[^1]);
        return new("load", "processor", (last.Processor - first.Processor) / (last.Seconds - first.Seconds), "cores", "of the site alone, without its database and the clients");
    }

    /// <summary>The last fifth against the second one: in the first, caches fill and pools grow.</summary>
    public Figure Memory()
    {
        var fifth = Math.Max(1, course.Count / 5);
        var mebibytes = course.ConvertAll(moment => moment.Mebibytes);
        var (before, after) = (mebibytes.Skip(fifth).Take(fifth).Average(), mebibytes.TakeLast(fifth).Average());
        return new(
            "load", "memory", after, "MiB", $"of the site, mean of the last fifth of the time; highest {mebibytes.Max():0}; baseline: of the second fifth", before, after / before);
    }
}
