namespace Mantissa.Benchmarks.Load;

/// <summary>Repeats an action at a pace, like programs that do not wait for each other; what takes longer than the pace leaves turns out.</summary>
internal static class Paced
{
    /// <param name="pace">From one beginning to the next.</param>
    /// <param name="phase">Which part of the pace to wait before the first, 0 to 1.</param>
    /// <param name="action">What is done; an action that has begun is never cut off.</param>
    /// <param name="over">Ends the repetition.</param>
    public static async Task RunAsync(TimeSpan pace, double phase, Func<Task> action, CancellationToken over)
    {
        try
        {
            await Task.Delay(pace * phase, over);
            using var timer = new PeriodicTimer(pace);
            while (await timer.WaitForNextTickAsync(over))
                await action();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
        }
    }
}
