using System.Diagnostics;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>Waits for what other processes do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer is yes.</summary>
    public static async Task TrueAsync(Func<Task<bool>> question, TimeSpan patience, Func<string> complaint)
    {
        var watch = Stopwatch.StartNew();
        while (!await question())
        {
            if (watch.Elapsed > patience)
                throw new TimeoutException(complaint());
            await Task.Delay(Interval);
        }
    }
}
