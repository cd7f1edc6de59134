using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>Submits, lists, cancels and retries runs: what people do. What workers do is in <see cref="RunLeases"/>.</summary>
public sealed partial class RunStore(
    IDbContextFactory<PlatformDbContext> contexts, IRunQueue queue, RunSearch search, TimeProvider time)
{
    /// <summary>The longest page that can be asked for.</summary>
    public const int MaximumPage = RunSearch.MaximumPage;

    /// <summary>The run, or <see langword="null"/> when there is none of that id.</summary>
    public async Task<Run?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
    }

    private static NpgsqlTransaction Npgsql(IDbContextTransaction transaction) => (NpgsqlTransaction)transaction.GetDbTransaction();

    private static Task<int> NotifyAsync(PlatformDbContext context, Guid runId, CancellationToken cancellationToken)
    {
        var payload = new RunChange(runId, RunChangeKind.Status).ToPayload();
        return context.Database.ExecuteSqlAsync($"select pg_notify({NotificationChannels.Run}, {payload})", cancellationToken);
    }
}
