namespace Mantissa.Web.Live;

/// <summary>
/// How often live pages are refreshed: five times a second while few are open, and less often the more there are, so that the server's work
/// stays within bounds however many people look.
/// </summary>
public sealed class LivePace
{
    /// <summary>No page needs more: the eye follows, and a chart has time to be drawn.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>What a page may expect as its share of 100 refreshes a second in all.</summary>
    private static readonly TimeSpan Share = TimeSpan.FromMilliseconds(10);

    private int _pages;

    /// <summary>The shortest time between two refreshes of a page.</summary>
    public TimeSpan Interval
    {
        get
        {
            var shared = Share * Volatile.Read(ref _pages);
            return shared > Shortest ? shared : Shortest;
        }
    }

    /// <summary>A page opened.</summary>
    /// <returns>What to dispose of when it is left.</returns>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _pages);
        return new Visit(this);
    }

    private sealed class Visit(LivePace pace) : IDisposable
    {
        private LivePace? _pace = pace;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _pace, null) is { } left)
                Interlocked.Decrement(ref left._pages);
        }
    }
}
