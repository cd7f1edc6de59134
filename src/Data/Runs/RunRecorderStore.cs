using System.Diagnostics;
using Mantissa.Data.Metrics;
using Mantissa.Data.Notifications;
using Mantissa.Data.Telemetry;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>Writes what a run records: metrics, images, artifacts, histograms, log lines, events, progress and checkpoints.</summary>
public sealed class RunRecorderStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Commits a batch in one transaction, fenced by the lease. A batch that was committed before changes nothing, so a recorder that lost
    /// the connection sends it again until it gets an answer.
    /// </summary>
    /// <returns>Whether the batch was new.</returns>
    /// <exception cref="LeaseLostException">The worker no longer holds the run; nothing was written.</exception>
    public async Task<bool> CommitAsync(RunLease lease, RecordBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch.Sequence, 1);
        using var activity = PlatformTelemetry.Activities.StartActivity("commit batch")?.SetTag(PlatformTelemetry.RunTag, lease.RunId);
        var started = Stopwatch.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AdvanceAsync(connection, lease, batch, cancellationToken))
        {
            await ThrowIfLostAsync(connection, lease, cancellationToken);
            return false;
        }

        var append = new MetricAppend(lease.RunId, lease.Attempt, batch.Sequence, batch.Metrics, batch.KeepsEqualSteps);
        await using var commands = new NpgsqlBatch(connection, transaction);
        foreach (var command in Commands(lease, batch, append))
            commands.BatchCommands.Add(command);
        if (batch.Metrics.Count > 0)
            await append.ExecuteAsync(commands, cancellationToken);
        else if (commands.BatchCommands.Count > 0)
            await commands.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        PlatformTelemetry.BatchDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        PlatformTelemetry.Points.Add(batch.Metrics.Count);
        return true;
    }

    /// <summary>Moves the run's position to this batch; false when it is there already, or the lease is gone.</summary>
    private static async Task<bool> AdvanceAsync(
        NpgsqlConnection connection, RunLease lease, RecordBatch batch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            update run set recorded_sequence = @sequence {RunProgressSql.Assignments(batch.Progress)}
            where id = @run and lease_token = @token and recorded_sequence < @sequence
            """,
            connection);
        command.Parameters.AddWithValue("sequence", batch.Sequence);
        RunProgressSql.AddTo(command, lease, batch.Progress);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task ThrowIfLostAsync(NpgsqlConnection connection, RunLease lease, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select exists (select from run where id = $1 and lease_token = $2)", connection);
        command.Parameters.Add(new() { Value = lease.RunId });
        command.Parameters.Add(new() { Value = lease.Token });
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            throw new LeaseLostException(lease);
    }

    private static IEnumerable<NpgsqlBatchCommand> Commands(RunLease lease, RecordBatch batch, MetricAppend append)
    {
        if (batch.Metrics.Count > 0)
        {
            foreach (var command in append.Commands)
                yield return command;
            yield return RunNotificationSql.Create(lease.RunId, RunChangeKind.Metrics);
        }

        foreach (var image in batch.Images)
            yield return RecordSql.Image(lease, batch.Sequence, image);
        if (batch.Images.Count > 0)
            yield return RunNotificationSql.Create(lease.RunId, RunChangeKind.Images);

        foreach (var artifact in batch.Artifacts)
            yield return RecordSql.Artifact(lease, batch.Sequence, artifact);
        if (batch.Artifacts.Count > 0)
            yield return RunNotificationSql.Create(lease.RunId, RunChangeKind.Artifacts);

        // They come with metrics of the same report, of which pages are told.
        foreach (var histogram in batch.Histograms)
            yield return RecordSql.Histogram(lease, batch.Sequence, histogram);

        if (batch.LogLines.Count > 0)
        {
            yield return RecordSql.LogLines(lease, batch.LogLines);
            yield return RunNotificationSql.Create(lease.RunId, RunChangeKind.Logs);
        }

        if (batch.Events.Count > 0)
        {
            yield return RecordSql.Events(lease, batch.Events);
            yield return RunNotificationSql.Create(lease.RunId, RunChangeKind.Status);
        }

        if (batch.Progress is not null)
            yield return RunNotificationSql.Create(lease.RunId, RunChangeKind.Progress);

        if (batch.Checkpoint is { } checkpoint)
        {
            foreach (var command in CheckpointSql.Write(lease, batch.Sequence, checkpoint))
                yield return command;
            yield return RunNotificationSql.Create(lease.RunId, RunChangeKind.Checkpoints);
        }
    }
}
