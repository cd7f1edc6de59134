using Mantissa.Data.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Comparisons;

/// <summary>A comparison and how far it is.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Runs">How many runs it has.</param>
/// <param name="Finished">How many of them have ended, in whatever way.</param>
/// <param name="Failed">How many of those failed.</param>
public sealed record ComparisonSummary(Comparison Comparison, int Runs, int Finished, int Failed);

/// <summary>Reads comparisons. They are written by <see cref="Runs.RunStore.SubmitComparisonAsync"/>.</summary>
public sealed class ComparisonStore(IDbContextFactory<PlatformDbContext> contexts, MetricStore metrics, CatalogueStore catalogue)
{
    /// <summary>Comparisons, newest first.</summary>
    public async Task<IReadOnlyList<ComparisonSummary>> ListAsync(int skip, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var page = await context.Comparisons
            .OrderByDescending(comparison => comparison.CreatedAt).ThenByDescending(comparison => comparison.Id)
            .Skip(skip).Take(limit).ToListAsync(cancellationToken);
        var ids = page.Select(comparison => (Guid?)comparison.Id).ToArray();
        var counts = await context.Runs
            .Where(run => ids.Contains(run.ComparisonId))
            .GroupBy(run => new { run.ComparisonId, run.Status })
            .Select(group => new { group.Key.ComparisonId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return [.. page.Select(comparison =>
        {
            var own = counts.Where(count => count.ComparisonId == comparison.Id).ToArray();
            return new ComparisonSummary(
                comparison, own.Sum(count => count.Count), own.Where(count => count.Status.IsFinished()).Sum(count => count.Count),
                own.Where(count => count.Status == RunStatus.Failed).Sum(count => count.Count));
        })];
    }

    /// <summary>The comparison, or <see langword="null"/> when there is none of that id.</summary>
    public async Task<Comparison?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Comparisons.SingleOrDefaultAsync(comparison => comparison.Id == id, cancellationToken);
    }

    /// <summary>All runs of a comparison, in the order of the grid.</summary>
    public async Task<IReadOnlyList<Run>> RunsAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.Where(run => run.ComparisonId == id).OrderBy(run => run.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The parity table as of now, or <see langword="null"/> when there is no such comparison.</summary>
    public async Task<ParityTable?> ParityAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await GetAsync(id, cancellationToken) is not { } comparison)
            return null;
        var runs = await RunsAsync(id, cancellationToken);
        var document = await catalogue.GetAsync(cancellationToken);
        var names = runs.Select(run => document.PrimaryMetric(run.Model)?.Name).OfType<string>().Distinct().ToArray();
        var series = await metrics.ListAsync([.. runs.Select(run => run.Id)], names, cancellationToken);
        return ParityBuilder.Build(comparison, runs, series, document);
    }
}
