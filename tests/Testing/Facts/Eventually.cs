using System.Diagnostics;

namespace Mantissa.Testing;

/// <summary>Waits for what another thread or process does.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="condition">What is asked.</param>
    /// <param name="patience">For how long; 20 s unless told.</param>
    /// <param name="complaint">What to say when it takes longer.</param>
    /// <exception cref="TimeoutException">It did not become true in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? patience = null, Func<string>? complaint = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (patience ?? Patience))
                throw new TimeoutException(complaint?.Invoke() ?? $"It did not become true in {watch.Elapsed.TotalSeconds:0.0} s.");
            await Task.Delay(Interval);
        }
    }

    /// <exception cref="TimeoutException">It did not become true in time.</exception>
    public static Task TrueAsync(Func<bool> condition, TimeSpan? patience = null) => TrueAsync(() => Task.FromResult(condition()), patience);
}
