namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// Threads that help with one kernel call at a time. They are made once, sleep between calls, and take part without allocating.
/// </summary>
/// <remarks>
/// The work is cut into chunks that whoever is free takes next. The caller works too and waits only for chunks that another thread has
/// begun, so a helper that wakes up late (its core may be busy with the tensor library's own threads) costs nothing but its help.
/// </remarks>
public sealed class KernelThreads : IDisposable
{
    private readonly Lock _calls = new();
    private readonly object _gate = new();
    private readonly Thread[] _helpers;
    private IChunkedWork? _work;
    private int _chunks;
    private int _next;
    private int _active;
    private long _generation;
    private bool _open;
    private bool _disposed;

    /// <param name="count">Threads that work on a call, the caller among them; at least 1.</param>
    public KernelThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        _helpers = new Thread[count - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = $"kernel {i + 1}" };
            _helpers[i].Start();
        }
    }

    /// <summary>No helpers: every call runs on its caller's thread.</summary>
    public static KernelThreads Single { get; } = new(1);

    public int Count { get; }

    /// <summary>Runs chunks 0 to <paramref name="chunks"/> − 1, each once, in any order; returns when all are done.</summary>
    internal void Run(IChunkedWork work, int chunks)
    {
        if (chunks <= 1 || _helpers.Length == 0)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
                work.Run(chunk);
            return;
        }

        lock (_calls)
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                (_work, _chunks, _next, _open) = (work, chunks, 0, true);
                _generation++;
                Monitor.PulseAll(_gate);
            }

            Take(work);
            lock (_gate)
                _open = false;
            // What is left is at most one chunk a helper, some microseconds: not worth going to sleep for.
            var spin = default(SpinWait);
            while (Volatile.Read(ref _active) > 0)
                spin.SpinOnce(sleep1Threshold: -1);
            _work = null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var helper in _helpers)
            helper.Join();
    }

    private void Help()
    {
        long seen = 0;
        while (true)
        {
            IChunkedWork work;
            lock (_gate)
            {
                while (!_disposed && (_generation == seen || !_open))
                    Monitor.Wait(_gate);
                if (_disposed)
                    return;
                seen = _generation;
                work = _work!;
                _active++;
            }

            Take(work);
            Interlocked.Decrement(ref _active);
        }
    }

    private void Take(IChunkedWork work)
    {
        for (int chunk; (chunk = Interlocked.Increment(ref _next) - 1) < _chunks;)
            work.Run(chunk);
    }
}
