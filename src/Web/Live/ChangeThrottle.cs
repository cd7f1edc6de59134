namespace Mantissa.Web.Live;

/// <summary>
/// Collects changes and hands them to a page together: the first at once, later ones at most once an interval, never two calls at a
/// time. Something that changes a hundred times a second costs five updates.
/// </summary>
/// <typeparam name="T">What changed; equal changes within an interval are one.</typeparam>
public sealed class ChangeThrottle<T> : IAsyncDisposable
    where T : notnull
{
    private readonly Func<TimeSpan> _interval;
    private readonly TimeProvider _time;
    private readonly Func<IReadOnlySet<T>, CancellationToken, Task> _handle;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Lock _lock = new();
    private readonly Task _loop;
    private HashSet<T> _pending = [];
    private bool _closed;

    /// <param name="interval">Shortest time between the starts of two calls; asked for again at each.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handle">Gets what changed since its last call. It handles its own errors; the loop ends with one that escapes.</param>
    public ChangeThrottle(Func<TimeSpan> interval, TimeProvider time, Func<IReadOnlySet<T>, CancellationToken, Task> handle)
    {
        ArgumentNullException.ThrowIfNull(interval);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(handle);
        _interval = interval;
        _time = time;
        _handle = handle;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Notes a change; returns at once. After disposal it does nothing: whoever calls may not have heard of that yet.</summary>
    public void Add(T change)
    {
        lock (_lock)
        {
            if (!_closed && _pending.Add(change) && _pending.Count == 1 && _wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _wake.WaitAsync(_stop.Token);
                var rest = Task.Delay(_interval(), _time, _stop.Token);
                await _handle(Take(), _stop.Token);
                await rest;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    private HashSet<T> Take()
    {
        lock (_lock)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _closed = true;
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _wake.Dispose();
    }
}
