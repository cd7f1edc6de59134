using System.Collections.Concurrent;
using Mantissa.Data.Notifications;

namespace Mantissa.Web.Live;

/// <summary>
/// Readings of runs that many pages ask for at the same moment, because all of them heard of the same change: the first one reads, the others
/// get what it read. A reading is forgotten as soon as one of its runs changes, so nobody is told less than the change that made them ask.
/// </summary>
public sealed class SharedReads(TimeProvider time)
{
    // Pages hear of a change within milliseconds of each other and wait up to a fifth of a second. What a notification that was lost would
    // have forgotten goes by this, too.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Reading> _readings = new(StringComparer.Ordinal);
    private readonly Lock _sweep = new();
    private long _swept = time.GetTimestamp();

    /// <summary>What <paramref name="read"/> gives, or gave a moment ago to somebody with the same key.</summary>
    /// <param name="runs">What it is about.</param>
    /// <param name="key">Names the question in full; equal keys have equal answers.</param>
    /// <param name="read">Asks the database. It is not stopped when one of those who wait leaves.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<T> ReadAsync<T>(IReadOnlyCollection<Guid> runs, string key, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        Sweep();
        var mine = new Reading(runs, time.GetTimestamp(), new Lazy<Task>(() => Task.Run(read)));
        while (true)
        {
            var reading = _readings.GetOrAdd(key, mine);
            if (reading != mine && IsOld(reading))
            {
                _readings.TryRemove(KeyValuePair.Create(key, reading));
                continue;
            }

            try
            {
                return await ((Task<T>)reading.Answer.Value).WaitAsync(cancellationToken);
            }
            catch when (reading.Answer.Value.IsFaulted)
            {
                // The next to ask tries again.
                _readings.TryRemove(KeyValuePair.Create(key, reading));
                throw;
            }
        }
    }

    /// <summary>Forgets what was read of a run, or everything.</summary>
    public void Forget(RunChange change)
    {
        foreach (var reading in _readings)
        {
            if (change.Kind == RunChangeKind.Everything || reading.Value.Runs.Contains(change.RunId))
                _readings.TryRemove(reading);
        }
    }

    private bool IsOld(Reading reading) => time.GetElapsedTime(reading.At) > Kept;

    /// <summary>Points that nobody will ask for again do not stay in memory.</summary>
    private void Sweep()
    {
        lock (_sweep)
        {
            if (time.GetElapsedTime(_swept) < Kept)
                return;
            _swept = time.GetTimestamp();
        }

        foreach (var reading in _readings)
        {
            if (IsOld(reading.Value))
                _readings.TryRemove(reading);
        }
    }

    private sealed class Reading(IReadOnlyCollection<Guid> runs, long at, Lazy<Task> answer)
    {
        public IReadOnlyCollection<Guid> Runs => runs;

        public long At => at;

        public Lazy<Task> Answer => answer;
    }
}
