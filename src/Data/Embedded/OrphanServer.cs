using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Mantissa.Data.Embedded;

/// <summary>
/// What a kill −9 leaves behind: a server that runs without us, or a <c>postmaster.pid</c> that names a process which is none. Only called
/// by the holder of the data directory's lock, so nobody else can own that server.
/// </summary>
internal static class OrphanServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task ClearAsync(string cluster, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var file = Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(file))
            return;
        var first = (await File.ReadAllLinesAsync(file, cancellationToken)).FirstOrDefault();
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var processId) || !IsServerOf(processId, cluster))
        {
            // PostgreSQL would refuse to start if the number belongs to some other process by now.
            File.Delete(file);
            return;
        }

        LogMessages.OrphanStopped(logger, processId);
        foreach (var signal in new[] { LibC.Interrupt, LibC.Quit, LibC.Kill })
        {
            // Whether it arrived shows in what becomes of the process.
            _ = LibC.Signal(processId, signal);
            var deadline = time.GetUtcNow() + Patience;
            while (IsServerOf(processId, cluster) && time.GetUtcNow() < deadline)
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            if (!IsServerOf(processId, cluster))
                return;
        }
    }

    /// <summary>Whether the process is a PostgreSQL server at work in this folder, and not a zombie.</summary>
    private static bool IsServerOf(int processId, string cluster)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{processId}/cwd", returnFinalTarget: false)?.FullName == cluster
                && File.ReadAllText($"/proc/{processId}/comm").StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // no such process, or one of another user
        }
    }
}
