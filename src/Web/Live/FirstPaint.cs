using System.Collections.Concurrent;

namespace Mantissa.Web.Live;

/// <summary>
/// Hands what a page was painted with before any script ran to the circuit that takes the page over: it begins with the same picture, where
/// it would otherwise begin with nothing and read everything again. The state stays in this process; only an id goes through the browser.
/// </summary>
public sealed class FirstPaint(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    // Visitors whose scripts never come must not fill the memory.
    private const int Most = 100;

    private readonly ConcurrentDictionary<Guid, (long At, object State)> _states = new();

    /// <summary>Keeps a state for a short while.</summary>
    /// <returns>What <see cref="Take{T}"/> finds it by.</returns>
    public Guid Keep(object state)
    {
        foreach (var (old, kept) in _states)
        {
            if (time.GetElapsedTime(kept.At) > Kept)
                _states.TryRemove(old, out _);
        }

        var id = Guid.NewGuid();
        if (_states.Count < Most)
            _states[id] = (time.GetTimestamp(), state);
        return id;
    }

    /// <summary>The state, once; <see langword="null"/> when it is not there any more, or was never in this process.</summary>
    public T? Take<T>(Guid id)
        where T : class => _states.TryRemove(id, out var kept) && time.GetElapsedTime(kept.At) <= Kept ? kept.State as T : null;
}
