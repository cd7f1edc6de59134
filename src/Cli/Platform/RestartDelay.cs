namespace Mantissa.Cli.Platform;

/// <summary>How long to wait before a process that ended is started again: 1, 2, 4 … 30 s, and 1 s again after it ran well for a while.</summary>
internal sealed class RestartDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RanWell = TimeSpan.FromMinutes(1);

    /// <summary>How often in a row the process ended soon after its start.</summary>
    public int QuickEnds { get; private set; }

    public TimeSpan Next(TimeSpan ran)
    {
        QuickEnds = ran >= RanWell ? 1 : QuickEnds + 1;
        return TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, QuickEnds - 1)));
    }
}
