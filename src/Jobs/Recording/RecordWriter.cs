using Mantissa.Data.Runs;
using Mantissa.Jobs.Execution;
using Mantissa.Jobs.Hosting;

namespace Mantissa.Jobs.Recording;

/// <summary>
/// Carries what a run reports into the database, off the training thread: once a second whatever was reported becomes a batch, and the
/// batches are committed in order. While the database is away they wait in the <see cref="Backlog"/>; a commit whose fate is unknown is
/// sent again, which its sequence makes harmless.
/// </summary>
/// <param name="runId">The run, for the log.</param>
/// <param name="buffer">Where the recorder leaves what training reports.</param>
/// <param name="backlog">Where batches wait.</param>
/// <param name="commit">Commits one batch; a repeated one is skipped.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The worker's log.</param>
internal sealed class RecordWriter(
    Guid runId, RecordBuffer buffer, Backlog backlog, Func<RecordBatch, CancellationToken, Task> commit, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Cadence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource completing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How long the database was away when that is not recorded yet.</summary>
    private TimeSpan? away;

    /// <summary>Says that nothing more will be reported; <see cref="RunAsync"/> ends once everything is written.</summary>
    public void Complete() => completing.TrySetResult();

    /// <exception cref="LeaseLostException">Another worker holds the run; nothing more may be written.</exception>
    /// <exception cref="Npgsql.NpgsqlException">The database refuses a batch for good.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var collecting = CollectAsync(either.Token);
        var committing = CommitAsync(either.Token);
        try
        {
            await await Task.WhenAny(collecting, committing);
            await committing;
        }
        finally
        {
            await either.CancelAsync();
            await Task.WhenAll(collecting, committing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CollectAsync(CancellationToken cancellationToken)
    {
        var waiting = new Queue<RecordBatch>();
        var full = false;
        while (true)
        {
            await Task.WhenAny(completing.Task, Task.Delay(Cadence, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();

            // Read first: what is reported before completion must be taken after it. While batches of an earlier taking still wait for room,
            // nothing is taken, and so this is not the last time.
            var last = completing.Task.IsCompleted && waiting.Count == 0;
            if (waiting.Count == 0)
                waiting = new Queue<RecordBatch>(buffer.Take());
            while (waiting.TryPeek(out var batch) && backlog.TryAdd(batch))
                waiting.Dequeue();
            if (waiting.Count > 0)
            {
                if (!full)
                    LogMessages.SpoolFull(log, runId, backlog.SpooledBytes);
                full = true;
                await Task.Delay(RetryDelay, time, cancellationToken);
                continue;
            }

            full = false;
            if (!last)
                continue;
            backlog.Complete();
            return;
        }
    }

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        while (await backlog.PeekAsync(cancellationToken) is { } batch)
        {
            await CommitAsync(batch, cancellationToken);
            backlog.Remove();
        }
    }

    private async Task CommitAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        // The batch after the outage tells of it: the one that met it may have arrived before the answer was lost, and is then skipped.
        var marked = away is { } duration ? Marked(batch, duration) : batch;
        away = null;
        long? awaySince = null;
        while (true)
        {
            try
            {
                await commit(marked, cancellationToken);
                break;
            }
            catch (Exception e) when (DatabaseFailure.IsTemporary(e))
            {
                if (awaySince is null)
                    LogMessages.RecordingDelayed(log, runId, e.Message);
                awaySince ??= time.GetTimestamp();
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }

        if (awaySince is not { } start)
            return;
        away = time.GetElapsedTime(start);
        WorkerTelemetry.Outages.Record(away.Value.TotalSeconds);
        LogMessages.RecordingResumed(log, runId, away.Value.TotalSeconds, backlog.SpooledBytes);
    }

    private RecordBatch Marked(RecordBatch batch, TimeSpan away) => batch with
    {
        Events =
        [
            .. batch.Events,
            new(time.GetUtcNow(), "database-away", $"The database was away for {away.TotalSeconds:0} s; what was recorded meanwhile is written now."),
        ],
    };
}
