namespace Mantissa.Jobs.Execution;

/// <summary>Stops a session and remembers why. Of several reasons the gravest counts.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly Lock gate = new();

    public StopReason Reason { get; private set; }

    public CancellationToken Token => source.Token;

    public void Stop(StopReason reason)
    {
        lock (gate)
        {
            if (reason > Reason)
                Reason = reason;
        }

        source.Cancel();
    }

    public void Dispose() => source.Dispose();
}
