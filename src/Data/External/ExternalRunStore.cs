using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Mantissa.Data.External;

/// <summary>
/// Records runs that programs elsewhere make. Such a run is never queued: its program holds the lease, and the lease token stays with the
/// attempt, so records pass through <see cref="RunRecorderStore"/> as those of a worker do. A program that falls silent loses the lease
/// (<see cref="LostExternalRuns"/>), and has it again as soon as it is heard from.
/// </summary>
public sealed partial class ExternalRunStore(
    NpgsqlDataSource database, IDbContextFactory<PlatformDbContext> contexts, RunRecorderStore recorder, MetricStore metrics, TimeProvider time)
{
    /// <summary>How the owner of such a run is called where a worker's id would stand.</summary>
    internal const string Owner = "external";

    private const string RunKind = "external-run";

    /// <summary>Writes the run, running and at its first attempt.</summary>
    /// <param name="request">The run; the experiment exists.</param>
    /// <param name="idempotencyKey">The same key with the same request again gives the run of the first time.</param>
    /// <param name="cancellationToken">Cancels the creation as a whole.</param>
    /// <exception cref="IdempotencyConflictException">The key was used before for something else.</exception>
    /// <exception cref="IdempotencyGoneException">What the key made was deleted.</exception>
    public async Task<SubmitResult<Run>> CreateAsync(NewExternalRun request, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlTransaction)transaction.GetDbTransaction();
        var run = Create(request, time.GetUtcNow());
        if (await IdempotencyKeys.ClaimAsync(connection, idempotencyKey, RequestHash.Of(request), RunKind, run.Id, cancellationToken) is { } earlier)
            return new(await context.Runs.SingleOrDefaultAsync(r => r.Id == earlier, cancellationToken) ?? throw new IdempotencyGoneException(idempotencyKey!), Replayed: true);

        context.Add(run);
        context.Add(new RunEvent
        {
            RunId = run.Id, Attempt = run.Attempt, Kind = "recording", Message = "A program elsewhere makes it.", ToStatus = run.Status,
        });
        await context.SaveChangesAsync(cancellationToken);
        await new RunTransitions(connection.Connection!, run.Id).NotifyAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(await context.Runs.SingleAsync(r => r.Id == run.Id, cancellationToken), Replayed: false);
    }

    private static Run Create(NewExternalRun request, DateTimeOffset now)
    {
        var specification = request.Specification;
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Name = specification.Name ?? "",
            Specification = specification,
            Model = specification.Model,
            Format = specification.Format,
            Dataset = specification.Dataset,
            Seed = specification.Seed,
            Queue = NewExternalRun.Queue,
            Status = RunStatus.Running,
            Attempt = 1,
            External = true,
            ExperimentId = request.ExperimentId,
            HeartbeatTimeout = request.HeartbeatTimeout,
            WorkerId = Owner,
            LeaseToken = Guid.NewGuid(),
            LeaseExpiresAt = now + request.HeartbeatTimeout,
            HeartbeatAt = now,
            StartedAt = request.StartedAt ?? now,
            Tags = specification.Tags,
            Notes = specification.Notes,
        };
    }

    /// <summary>Commits a batch, or finds that it was committed before: the same sequence again changes nothing and answers the same.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="NotExternalException">Workers train it.</exception>
    /// <exception cref="AttemptOverException">It was resumed since.</exception>
    /// <exception cref="SequenceGapException">A batch before this one is missing.</exception>
    /// <exception cref="RecordingEndedException">Its program ended it.</exception>
    public async Task<RecordingState> AppendAsync(Guid id, int attempt, RecordBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        while (true)
        {
            var held = await TouchAsync(id, attempt, progress: null, cancellationToken);
            if (batch.Sequence <= held.Sequence)
                return held.Answer(batch.Sequence);
            if (held.Ended)
                throw new RecordingEndedException(id, held.Status);
            if (batch.Sequence > held.Sequence + 1)
                throw new SequenceGapException(batch.Sequence, held.Sequence);
            try
            {
                await recorder.CommitAsync(held.Lease, batch, cancellationToken);
                return held.Answer(batch.Sequence);
            }
            catch (LeaseLostException)
            {
                // Resumed in between: the next round says so.
            }
        }
    }

    /// <summary>Says that the program is alive, and how far it is.</summary>
    /// <inheritdoc cref="AppendAsync" path="/exception[not(contains(@cref, 'Sequence'))]"/>
    public async Task<RecordingState> HeartbeatAsync(Guid id, int attempt, RunProgress? progress, CancellationToken cancellationToken)
    {
        var held = await TouchAsync(id, attempt, progress, cancellationToken);
        return held.Ended ? throw new RecordingEndedException(id, held.Status) : held.Answer(held.Sequence);
    }

    /// <summary>Where the recording stands.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="NotExternalException">Workers train it.</exception>
    public async Task<RecordingState> StateAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var held = await LockAsync(connection, id, attempt: null, cancellationToken);
        return held.Answer(held.Sequence);
    }
}
