using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.Metrics;

public sealed partial class MetricStore
{
    /// <summary>
    /// Appends points from outside a lease, in one transaction. Idempotent by (run, attempt, sequence): a batch that is there already is
    /// skipped as a whole. Any number of writers may append to a run at once, in any order of their sequences. A step that was there already
    /// in the same attempt takes the new value, and <see cref="SeriesSummary.Replaced"/> counts it.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="attempt">The writer's attempt, from 1.</param>
    /// <param name="sequence">The batch's number within the attempt, from 1.</param>
    /// <param name="points">Points of any series, in any order.</param>
    /// <param name="cancellationToken">Cancels the append as a whole.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task AppendAsync(
        Guid runId, int attempt, long sequence, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(points);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        var key = new NpgsqlBatchCommand("insert into metric_batch (run_id, attempt, sequence) values ($1, $2, $3)").With(runId, attempt, sequence);
        batch.BatchCommands.Add(key);
        var append = new MetricAppend(runId, attempt, sequence, points);
        if (points.Count > 0)
        {
            foreach (var command in append.Commands)
                batch.BatchCommands.Add(command);
            batch.BatchCommands.Add(RunNotificationSql.Create(runId, RunChangeKind.Metrics));
        }

        try
        {
            await append.ExecuteAsync(batch, cancellationToken);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "metric_batch" })
        {
            return;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new RunNotFoundException(runId);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
