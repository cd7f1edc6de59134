using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Events;

/// <summary>Reads what happened to runs.</summary>
public sealed class EventStore(IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>A run's events, oldest first.</summary>
    public async Task<IReadOnlyList<RunEvent>> ListAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunEvents.Where(entry => entry.RunId == runId).OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
    }
}
