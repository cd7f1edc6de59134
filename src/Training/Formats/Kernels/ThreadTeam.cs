namespace Mantissa.Training.Formats.Kernels;

/// <summary>Threads that run one action together with whoever asks for it. They are made once and sleep in between.</summary>
/// <remarks>
/// The caller waits only for helpers that have begun: one that wakes up late, because its core was busy, costs nothing but its help.
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    private readonly object _gate = new();
    private readonly Action _action;
    private readonly Thread[] _threads;
    private int _active;
    private long _generation;
    private bool _open;
    private bool _disposed;

    public ThreadTeam(int count, Action action)
    {
        _action = action;
        _threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Help) { IsBackground = true, Name = $"kernel {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>Runs the action on this thread and on the helpers that come in time; returns when all of them are done.</summary>
    public void Run()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _open = true;
            _generation++;
            Monitor.PulseAll(_gate);
        }

        _action();
        lock (_gate)
            _open = false;
        // What is left is at most one chunk a helper, some microseconds: not worth going to sleep for.
        var spin = default(SpinWait);
        while (Volatile.Read(ref _active) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
            thread.Join();
    }

    private void Help()
    {
        long seen = 0;
        while (true)
        {
            lock (_gate)
            {
                while (!_disposed && (_generation == seen || !_open))
                    Monitor.Wait(_gate);
                if (_disposed)
                    return;
                seen = _generation;
                _active++;
            }

            _action();
            Interlocked.Decrement(ref _active);
        }
    }
}
