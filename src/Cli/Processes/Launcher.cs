using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mantissa.Cli.Processes;

/// <summary>
/// Starts every child from one thread that lives as long as this process. The kernel ties "signal me when my parent dies" to the
/// thread that forked, not to its process: a child started from a pool thread would be stopped when the pool retires that thread.
/// </summary>
internal static class Launcher
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> Requests = [];

    static Launcher() => new Thread(Serve) { IsBackground = true, Name = "launcher" }.Start();

    public static Process Start(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add((info, started));
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Serve()
    {
        foreach (var (info, started) in Requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(failure);
            }
        }
    }
}
