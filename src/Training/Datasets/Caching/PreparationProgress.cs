using System.Diagnostics;

namespace Mantissa.Training.Datasets.Caching;

/// <summary>Says every few seconds how far a preparation has come.</summary>
internal sealed class PreparationProgress(string dataset, int total, Action<string> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private long _last = Stopwatch.GetTimestamp();

    public void Report(int done)
    {
        if (Stopwatch.GetElapsedTime(_last) < Interval)
            return;
        _last = Stopwatch.GetTimestamp();
        log($"Preparing '{dataset}': {done:N0} of {total:N0} images.");
    }
}
