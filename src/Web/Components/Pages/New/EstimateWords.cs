using Mantissa.Data.Runs;
using Mantissa.Data.Workers;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Pages.New;

/// <summary>Estimates in words, none without what it rests on.</summary>
public static class EstimateWords
{
    /// <param name="estimates">One a run; <see langword="null"/> for those of which there is no experience.</param>
    /// <param name="queue">Where they would wait; <see langword="null"/> for a queue that was never used.</param>
    public static IReadOnlyList<(string Name, string Words)> Of(IReadOnlyList<RunEstimate?> estimates, QueueState? queue)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        var known = estimates.OfType<RunEstimate>().ToList();
        var lines = new List<(string, string)> { ("Time", Time(known, estimates.Count, queue?.LiveWorkers ?? 0)) };
        if (known.Max(estimate => estimate.MemoryBytes) is { } memory)
            lines.Add(("Memory", $"up to {Numbers.Bytes(memory)} of a worker"));
        lines.Add(("Queue", Queue(queue)));
        return lines;
    }

    private static string Time(List<RunEstimate> known, int count, int workers)
    {
        if (known.Count == 0)
            return "not known: no run like these has completed here yet";
        var total = known.Aggregate(TimeSpan.Zero, (sum, estimate) => sum + estimate.Duration);
        var words = $"about {Durations.Span(total / Math.Clamp(workers, 1, known.Count))}";
        if (workers > 1 && known.Count > 1)
            words += $" on {Math.Min(workers, known.Count)} workers";
        if (known.Count < count)
            words += $" for {known.Count} of the {count} runs";
        words += known.Any(estimate => !estimate.SameFormat) ? ", as it took in another format" : ", as it took before";
        return known.Count < count ? $"{words}; no run like the others has completed here yet" : words;
    }

    private static string Queue(QueueState? queue) => queue switch
    {
        { PausedAt: not null } => "paused",
        null or { LiveWorkers: 0 } => "nobody serves it now",
        { Queued: 0, Running: 0 } => "free",
        _ => $"{Numbers.Count(queue.Queued)} waiting, {Numbers.Count(queue.Running)} training before these",
    };
}
