using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Events;

/// <summary>Reads what happened to runs.</summary>
public sealed class EventStore(IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>A run's events, oldest first.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="after">The id of an event; those that came after it are read.</param>
    public async Task<IReadOnlyList<RunEvent>> ListAsync(Guid runId, CancellationToken cancellationToken, long after = 0)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunEvents.Where(entry => entry.RunId == runId && entry.Id > after).OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The id of a run's last event; 0 before the first.</summary>
    public async Task<long> LastAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunEvents.Where(entry => entry.RunId == runId).MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0;
    }
}
