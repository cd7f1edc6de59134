using System.Runtime.InteropServices;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// Threads that work on one kernel call at a time, without allocating. The work is cut into chunks that whoever is free takes next.
/// </summary>
/// <remarks>
/// They are those of the tensor library where it has some (<see cref="OpenMpTeam"/>), else helpers that are made once and sleep between calls.
/// </remarks>
public sealed unsafe class KernelThreads : IDisposable
{
    private readonly Lock _calls = new();
    private readonly ThreadTeam? _helpers;
    private readonly GCHandle _self;
    private IChunkedWork? _work;
    private int _chunks;
    private int _next;

    /// <param name="count">Threads that work on a call, the caller among them; at least 1.</param>
    public KernelThreads(int count)
        : this(count, openMp: true)
    {
    }

    internal KernelThreads(int count, bool openMp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        if (count == 1)
            return;
        if (openMp && OpenMpTeam.IsAvailable)
            _self = GCHandle.Alloc(this);
        else
            _helpers = new ThreadTeam(count - 1, Take);
    }

    /// <summary>No helpers: every call runs on its caller's thread.</summary>
    public static KernelThreads Single { get; } = new(1);

    public int Count { get; }

    /// <summary>Runs chunks 0 to <paramref name="chunks"/> − 1, each once, in any order; returns when all are done.</summary>
    internal void Run(IChunkedWork work, int chunks)
    {
        if (chunks <= 1 || Count == 1)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
                work.Run(chunk);
            return;
        }

        lock (_calls)
        {
            (_work, _chunks, _next) = (work, chunks, 0);
            if (_helpers is null)
                OpenMpTeam.Run(&Enter, GCHandle.ToIntPtr(_self), Math.Min(Count, chunks));
            else
                _helpers.Run();
            _work = null;
        }
    }

    public void Dispose()
    {
        _helpers?.Dispose();
        if (_self.IsAllocated)
            _self.Free();
    }

    [UnmanagedCallersOnly]
    private static void Enter(nint self) => ((KernelThreads)GCHandle.FromIntPtr(self).Target!).Take();

    private void Take()
    {
        var work = _work!;
        for (int chunk; (chunk = Interlocked.Increment(ref _next) - 1) < _chunks;)
            work.Run(chunk);
    }
}
