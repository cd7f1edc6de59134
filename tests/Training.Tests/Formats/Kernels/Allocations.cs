namespace Mantissa.Training.Tests.Formats.Kernels;

internal static class Allocations
{
    /// <summary>
    /// Bytes that twenty calls allocate on this thread, at the least of five times: a lock for which threads first have to wait makes what
    /// they wait on, once.
    /// </summary>
    public static long Of(Action call) => Enumerable.Range(0, 5).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
