namespace Mantissa.Cli.Chaos.Faults;

/// <summary>Things that are let go of together, the last one first.</summary>
internal sealed class Several(IReadOnlyList<IAsyncDisposable> things) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var thing in things.Reverse())
            await thing.DisposeAsync();
    }
}
