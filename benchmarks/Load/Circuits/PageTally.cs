namespace Mantissa.Benchmarks.Load.Circuits;

/// <summary>What the live pages were sent.</summary>
internal sealed class PageTally
{
    private long batches;
    private long draws;
    private long bytes;

    /// <summary>How long a page took from its request until it answered to its reader; and which pages failed.</summary>
    public Tally Opened { get; } = new();

    /// <summary>How long recorded points took from the moment their program sent them until a chart had them.</summary>
    public Tally Shown { get; } = new();

    /// <summary>Batches of changes to a page.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>Charts drawn anew.</summary>
    public long Draws => Interlocked.Read(ref draws);

    /// <summary>Of both together.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public void Rendered(byte[] changes)
    {
        Interlocked.Increment(ref batches);
        Interlocked.Add(ref bytes, changes.Length);
    }

    public void Called(ScriptCall call)
    {
        if (call.Blocks.Count > 0)
            Interlocked.Increment(ref draws);
        Interlocked.Add(ref bytes, call.Arguments.Length + call.Blocks.Sum(block => (long)block.Length));
    }
}
