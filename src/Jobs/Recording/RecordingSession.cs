using Mantissa.Data.Runs;
using Mantissa.Jobs.Execution;
using Mantissa.Jobs.Hosting;

namespace Mantissa.Jobs.Recording;

/// <summary>Everything that takes down one attempt at a run: the recorder that training sees, and the way from there to the database.</summary>
internal sealed class RecordingSession : IDisposable
{
    // In memory: what a second or a slow commit brings. Waiting to be collected: what may pile up when the spool is full as well.
    private const long BacklogBytes = 4 << 20;
    private const long BufferBytes = 256 << 20;

    private readonly StopSignal stop;
    private readonly Spool spool;
    private readonly RecordBuffer buffer = new(BufferBytes);
    private readonly RecordWriter writer;

    public RecordingSession(
        RunLease lease, StopSignal stop, RunRecorderStore store, WorkerOptions options, TimeProvider time, ILogger<RecordWriter> log)
    {
        this.stop = stop;
        spool = new Spool(
            Path.Combine(options.SpoolDirectory, $"{lease.RunId}-{lease.Attempt}.spool"), (long)options.SpoolMebibytes << 20);
        Recorder = new RunRecorder(buffer, time, stop.Token);
        var journal = options.Journal is { } folder ? new RunJournal(RunJournal.PathOf(folder, lease)) : null;
        writer = new RecordWriter(
            lease.RunId, buffer, new Backlog(spool, BacklogBytes),
            async (batch, token) =>
            {
                await store.CommitAsync(lease, batch, token);
                journal?.Append(batch);
            },
            time, log);
    }

    public RunRecorder Recorder { get; }

    /// <summary>Says that training has ended; <see cref="RunAsync"/> ends once everything reported is in the database.</summary>
    public void Complete() => writer.Complete();

    /// <summary>Writes until completed. Stops training when the database will never take what it reports.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await writer.RunAsync(cancellationToken);
        }
        catch (LeaseLostException)
        {
            stop.Stop(StopReason.LeaseLost);
            throw;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            stop.Stop(StopReason.RecordingFailed);
            throw;
        }
    }

    public void Dispose()
    {
        spool.Dispose();
        buffer.Dispose();
    }
}
