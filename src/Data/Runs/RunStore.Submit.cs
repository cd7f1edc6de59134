using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Data.Runs;

public sealed partial class RunStore
{
    private const string RunKind = "run";
    private const string ComparisonKind = "comparison";

    /// <summary>Writes the run, its first event and its job in one transaction.</summary>
    /// <param name="resolved">A specification that the validator accepted, with every default filled in.</param>
    /// <param name="idempotencyKey">The same key with the same specification again gives the run of the first time.</param>
    /// <param name="cancellationToken">Cancels the submission as a whole.</param>
    /// <exception cref="IdempotencyConflictException">The key was used before for something else.</exception>
    /// <exception cref="IdempotencyGoneException">What the key made was deleted.</exception>
    /// <exception cref="StartCheckpointException">The checkpoint that it starts from is gone.</exception>
    /// <exception cref="UploadMissingException">The uploaded set that it names is not there.</exception>
    public async Task<SubmitResult<Run>> SubmitAsync(
        RunSpecification resolved, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var run = CreateRun(resolved, comparisonId: null, time.GetUtcNow());
        if (await IdempotencyKeys.ClaimAsync(Npgsql(transaction), idempotencyKey, RequestHash.Of(resolved), RunKind, run.Id, cancellationToken) is { } earlier)
            return new(await context.Runs.SingleOrDefaultAsync(r => r.Id == earlier, cancellationToken) ?? throw new IdempotencyGoneException(idempotencyKey!), Replayed: true);

        AddSubmitted(context, run, "Submitted.");
        await PinAsync(context, [resolved], cancellationToken);
        await SaveAsync(context, [run], cancellationToken);
        await NotifyAsync(context, run.Id, cancellationToken);
        await queue.EnqueueAsync(run.Id, run.Queue, Npgsql(transaction), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(run, Replayed: false);
    }

    /// <summary>Writes a comparison with all its runs and their jobs in one transaction: all of the grid is there, or nothing.</summary>
    /// <param name="specification">What was asked for, kept as it is.</param>
    /// <param name="resolvedRuns">The members of the grid, as the validator expanded them.</param>
    /// <param name="idempotencyKey">The same key with the same grid again gives the comparison of the first time.</param>
    /// <param name="cancellationToken">Cancels the submission as a whole.</param>
    /// <exception cref="IdempotencyConflictException">The key was used before for something else.</exception>
    /// <exception cref="IdempotencyGoneException">What the key made was deleted.</exception>
    /// <exception cref="StartCheckpointException">A checkpoint that one of its runs starts from is gone.</exception>
    /// <exception cref="UploadMissingException">The uploaded set that it names is not there.</exception>
    public async Task<SubmitResult<Comparison>> SubmitComparisonAsync(
        ComparisonSpecification specification,
        IReadOnlyList<RunSpecification> resolvedRuns,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(resolvedRuns);
        if (resolvedRuns.Count == 0)
            throw new ArgumentException("A comparison has at least one run.", nameof(resolvedRuns));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var comparison = new Comparison
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Name = NameOf(specification),
            Specification = specification,
            Baseline = specification.Baseline,
        };
        var hash = RequestHash.Of(specification);
        if (await IdempotencyKeys.ClaimAsync(Npgsql(transaction), idempotencyKey, hash, ComparisonKind, comparison.Id, cancellationToken) is { } earlier)
            return new(await context.Comparisons.SingleOrDefaultAsync(c => c.Id == earlier, cancellationToken) ?? throw new IdempotencyGoneException(idempotencyKey!), Replayed: true);

        context.Add(comparison);
        await PinAsync(context, resolvedRuns, cancellationToken);

        // Ids sort by time, to the millisecond; runs of a grid keep its order by being a millisecond apart.
        var now = time.GetUtcNow();
        var runs = resolvedRuns.Select((resolved, i) => CreateRun(resolved, comparison.Id, now.AddMilliseconds(i))).ToArray();
        foreach (var run in runs)
            AddSubmitted(context, run, $"Submitted as part of comparison '{comparison.Name}'.");
        await SaveAsync(context, runs, cancellationToken);
        foreach (var run in runs)
            await NotifyAsync(context, run.Id, cancellationToken);
        foreach (var run in runs)
            await queue.EnqueueAsync(run.Id, run.Queue, Npgsql(transaction), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(comparison, Replayed: false);
    }

    private static Run CreateRun(RunSpecification resolved, Guid? comparisonId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = string.IsNullOrWhiteSpace(resolved.Name) ? $"{resolved.Model} · {resolved.Format} · seed {resolved.Seed}" : resolved.Name,
        Specification = resolved,
        Model = resolved.Model,
        Format = resolved.Format,
        Dataset = resolved.Dataset,
        Seed = resolved.Seed,
        Queue = resolved.Queue,
        Status = RunStatus.Queued,
        ComparisonId = comparisonId,
        UploadedSetId = UploadReference.Of(resolved),
        Tags = resolved.Tags,
        Notes = resolved.Notes,
    };

    private static string NameOf(ComparisonSpecification specification) =>
        string.IsNullOrWhiteSpace(specification.Name)
            ? $"{string.Join(", ", specification.Models.Select(m => m.Model).Distinct())} in {string.Join(", ", specification.Formats)}"
            : specification.Name;

    /// <summary>A set that was chosen and deleted before the submission came is found missing by the run's foreign key.</summary>
    private static async Task SaveAsync(PlatformDbContext context, IEnumerable<Run> runs, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { ConstraintName: "fk_run_uploaded_set" })
        {
            throw new UploadMissingException(runs.Select(run => run.UploadedSetId).OfType<Guid>().First());
        }
    }

    private static void AddSubmitted(PlatformDbContext context, Run run, string message)
    {
        context.Add(run);
        context.Add(new RunEvent { RunId = run.Id, Kind = "submitted", Message = message, ToStatus = RunStatus.Queued });
    }

    /// <summary>Keeps the checkpoints that runs start from. Whoever deletes old ones waits for this transaction and then sees the pin.</summary>
    private static async Task PinAsync(PlatformDbContext context, IReadOnlyList<RunSpecification> runs, CancellationToken cancellationToken)
    {
        foreach (var checkpoint in runs.Select(run => run.StartFrom).OfType<Guid>().Distinct().Order())
        {
            if (await context.Database.ExecuteSqlAsync($"update checkpoint set pinned = true where id = {checkpoint}", cancellationToken) == 0)
                throw new StartCheckpointException(checkpoint);
        }
    }
}
