using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Runs;

public sealed partial class RunStore
{
    /// <summary>How many runs have each status, archived ones included; a status that none has is left out.</summary>
    public async Task<IReadOnlyDictionary<RunStatus, int>> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.GroupBy(run => run.Status).Select(runs => new { runs.Key, Count = runs.Count() })
            .ToDictionaryAsync(status => status.Key, status => status.Count, cancellationToken);
    }
}
