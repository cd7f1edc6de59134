using Mantissa.Data.Checkpoints;
using Mantissa.Data.Runs;
using Mantissa.Jobs.Hosting;
using Mantissa.Jobs.Recording;
using Mantissa.Training;
using Npgsql;

namespace Mantissa.Jobs.Execution;

/// <summary>
/// One attempt at a run that this worker holds: training on a thread of its own, the recorder and the lease beside it, and the ending
/// written once everything before it is.
/// </summary>
internal sealed class RunAttempt(
    LeasedRun run, IServiceProvider services, RunLeases leases, CheckpointStore checkpoints, FailureHistory failures,
    TrainingEnvironment environment, WorkerOptions options, WorkerIdentity worker, EnvironmentFacts facts,
    DatabasePatience database, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RunAttempt> log)
{
    // Less than the host grants for a shutdown. What is not written by then is done again by the next worker, from the last checkpoint.
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    /// <param name="cancelled">Cancelled when the queue was asked to stop the run. That this worker shuts down is noticed here.</param>
    /// <exception cref="OperationCanceledException">The worker shuts down and the database did not take the ending in time.</exception>
    public async Task RunAsync(CancellationToken cancelled)
    {
        using var scope = log.BeginScope(new Dictionary<string, object> { ["run"] = run.Lease.RunId });
        using var measured = WorkerTelemetry.Begin(run);
        using var stop = new StopSignal();
        using var recording = ActivatorUtilities.CreateInstance<RecordingSession>(services, run.Lease, stop);
        using var patience = new CancellationTokenSource();
        using var keeping = new CancellationTokenSource();
        await using var cancellation = cancelled.UnsafeRegister(_ => stop.Stop(StopReason.CancelRequested), null);
        await using var shutdown = lifetime.ApplicationStopping.UnsafeRegister(_ => Drain(stop, patience), null);
        var keeper = ActivatorUtilities.CreateInstance<LeaseKeeper>(services, run, recording.Recorder, stop).RunAsync(keeping.Token);
        var writing = recording.RunAsync(patience.Token);
        var marking = MarkRunningAsync(recording.Recorder, patience.Token);
        try
        {
            recording.Recorder.Event("environment", facts.Sentence);
            var ending = await TrainAsync(recording.Recorder, stop, patience.Token);
            ending = await FlushAsync(recording, writing, ending);
            if (recording.Recorder.Began.IsCompleted)
                await marking;
            if (stop.Reason != StopReason.LeaseLost)
            {
                await WriteAsync(ending, recording.Recorder.Latest, patience.Token);
                measured.Outcome = ending.Status?.ToString() ?? "Queued";
            }
        }
        catch (LeaseLostException)
        {
            LogMessages.LeaseLost(log, run.Lease.RunId);
        }
        finally
        {
            await patience.CancelAsync();
            await keeping.CancelAsync();
            await Task.WhenAll(keeper, writing, marking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Drain(StopSignal stop, CancellationTokenSource patience)
    {
        stop.Stop(StopReason.WorkerStopping);
        patience.CancelAfter(ShutdownGrace);
    }

    private async Task MarkRunningAsync(RunRecorder recorder, CancellationToken cancellationToken)
    {
        await recorder.Began.WaitAsync(cancellationToken);
        await database.WaitAsync(() => leases.MarkRunningAsync(run.Lease, cancellationToken), cancellationToken);
    }

    private async Task<RunEnding> TrainAsync(RunRecorder recorder, StopSignal stop, CancellationToken cancellationToken)
    {
        try
        {
            var checkpoint = run.Checkpoint is { } last ? await ReadAsync(last.Id, "checkpoint", cancellationToken) : null;
            var start = checkpoint is null && run.Specification.StartFrom is { } other ? await ReadAsync(other, "startFrom", cancellationToken) : null;
            await TrainingThread.RunAsync(run.Specification, environment, recorder, checkpoint, start, stop.Token);
            return RunEnding.Completed;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return stop.Reason switch
            {
                StopReason.CancelRequested => RunEnding.Cancelled(recorder.Latest?.Step ?? 0),
                StopReason.WorkerStopping => RunEnding.Again($"Worker {worker.Id} was stopped."),
                _ => RunEnding.Failed("What the run reported could not be stored."),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogMessages.TrainingFailed(log, e, run.Lease.RunId);
            var ending = RunEnding.From(e);
            recorder.Log(TrainingLogLevel.Error, ending.Status is null ? e.ToString() : ending.Reason!);
            return ending.Status is null ? await AgainAsync(recorder, ending.Reason!, stop, cancellationToken) : ending;
        }
    }

    /// <exception cref="TrainingInputException">The checkpoint is gone or damaged: reading it again would not help.</exception>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(Guid checkpoint, string field, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WaitAsync(() => checkpoints.ReadAsync(checkpoint, cancellationToken), cancellationToken);
        }
        catch (CheckpointException exception)
        {
            throw new TrainingInputException(field, $"{exception.Message} Choose another one, or submit the run anew without it.", exception);
        }
    }

    /// <summary>Another attempt after an unexpected error, unless there were too many without progress.</summary>
    private async Task<RunEnding> AgainAsync(RunRecorder recorder, string reason, StopSignal stop, CancellationToken cancellationToken)
    {
        var earlier = await database.WaitAsync(() => failures.CountAsync(run, cancellationToken), cancellationToken);
        var count = recorder.WroteCheckpoint ? 1 : earlier + 1;
        if (count >= options.Attempts)
            return RunEnding.Failed($"Given up after {count} attempts without a new checkpoint. {reason}");
        recorder.Event(FailureHistory.Kind, $"Attempt {run.Lease.Attempt} failed: {reason}");
        await Task.Delay(RetryDelay * count, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return RunEnding.Again(reason);
    }

    private static async Task<RunEnding> FlushAsync(RecordingSession recording, Task writing, RunEnding ending)
    {
        recording.Complete();
        try
        {
            await writing;
            return ending;
        }
        catch (NpgsqlException refusal)
        {
            return RunEnding.Failed($"What the run reported could not be stored: {refusal.Message}");
        }
    }

    private async Task WriteAsync(RunEnding ending, RunProgress? progress, CancellationToken cancellationToken)
    {
        await database.WaitAsync(() => leases.HeartbeatAsync(run.Lease, progress, options.Lease, cancellationToken), cancellationToken);
        await database.WaitAsync(
            () => ending.Status is { } status
                ? leases.CompleteAsync(run.Lease, status, ending.Reason, cancellationToken)
                : leases.ReleaseAsync(run.Lease, ending.Reason!, cancellationToken),
            cancellationToken);
        LogMessages.Ended(log, run.Lease.RunId, ending.Status?.ToString() ?? "Queued", ending.Reason);
    }
}
