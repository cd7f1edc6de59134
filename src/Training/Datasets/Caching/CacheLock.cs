namespace Mantissa.Training.Datasets.Caching;

/// <summary>
/// Lets one process at a time prepare a dataset. The operating system holds the lock for an open file and gives it back however the
/// process ends, so no lock is ever left over.
/// </summary>
internal static class CacheLock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock at <paramref name="path"/>; calls <paramref name="waiting"/> once if it has to.</summary>
    public static IDisposable Acquire(string path, Action waiting, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException exception) when (IsHeldElsewhere(exception))
            {
                if (attempt == 0)
                    waiting();
                cancellationToken.WaitHandle.WaitOne(Interval);
            }
        }
    }

    /// <summary>EWOULDBLOCK of flock(2): 11 on Linux, 35 on macOS.</summary>
    private static bool IsHeldElsewhere(IOException exception) => exception.HResult is 11 or 35;
}
