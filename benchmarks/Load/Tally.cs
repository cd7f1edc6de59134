using System.Diagnostics;

namespace Mantissa.Benchmarks.Load;

/// <summary>How long requests of one kind took, and which failed.</summary>
internal sealed class Tally
{
    private const int ReasonsKept = 5;

    private readonly Lock gate = new();
    private readonly List<double> seconds = [];
    private readonly HashSet<string> reasons = [];

    public int Errors { get; private set; }

    public int Count
    {
        get
        {
            lock (gate)
                return seconds.Count;
        }
    }

    public IReadOnlyCollection<string> Reasons => reasons;

    /// <summary>Makes a request and notes how long it took, or why it failed.</summary>
    public async Task<bool> TakeAsync(Func<Task> request)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await request();
            Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            Fail(failure.Message);
            return false;
        }
    }

    public void Add(double taken)
    {
        lock (gate)
            seconds.Add(taken);
    }

    public void Fail(string reason)
    {
        lock (gate)
        {
            Errors++;
            if (reasons.Count < ReasonsKept)
                reasons.Add(reason);
        }
    }

    /// <summary>The time, in seconds, that so large a part of the requests stayed within.</summary>
    public double Quantile(double part)
    {
        lock (gate)
        {
            seconds.Sort();
            return seconds.Count == 0 ? double.NaN : seconds[(int)Math.Min(seconds.Count - 1, Math.Ceiling(part * seconds.Count) - 1)];
        }
    }
}
