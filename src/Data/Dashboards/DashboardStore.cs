using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Dashboards;

/// <summary>Keeps dashboards. Whatever changes one tells every open page, when it is committed.</summary>
public sealed class DashboardStore(IDbContextFactory<PlatformDbContext> contexts, TimeProvider time)
{
    /// <summary>All dashboards, the last one saved first.</summary>
    public async Task<IReadOnlyList<Dashboard>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Dashboards.OrderByDescending(dashboard => dashboard.UpdatedAt).ThenBy(dashboard => dashboard.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The dashboard, or <see langword="null"/> when there is none of that id.</summary>
    public async Task<Dashboard?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Dashboards.SingleOrDefaultAsync(dashboard => dashboard.Id == id, cancellationToken);
    }

    /// <exception cref="DashboardInvalidException">The draft breaks a rule.</exception>
    public async Task<Dashboard> CreateAsync(DashboardDraft draft, CancellationToken cancellationToken)
    {
        Require(draft);
        var now = UnixMicroseconds.Now(time);
        var created = new Dashboard
        {
            Id = Guid.CreateVersion7(now), Name = draft.Name.Trim(), Description = draft.Description, Query = draft.Query,
            Content = draft.Content, Version = 1, CreatedAt = now, UpdatedAt = now,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Add(created);
        await context.SaveChangesAsync(cancellationToken);
        await NotifyAsync(context, created.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return created;
    }

    /// <summary>Replaces a dashboard by what was made of its version <paramref name="expected"/>.</summary>
    /// <exception cref="DashboardInvalidException">The draft breaks a rule.</exception>
    /// <exception cref="DashboardConflictException">It is at another version.</exception>
    /// <exception cref="DashboardNotFoundException">There is none, or not any more.</exception>
    public async Task<Dashboard> SaveAsync(Guid id, int expected, DashboardDraft draft, CancellationToken cancellationToken)
    {
        Require(draft);
        var (name, now) = (draft.Name.Trim(), UnixMicroseconds.Now(time));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var saved = await context.Dashboards.Where(dashboard => dashboard.Id == id && dashboard.Version == expected).ExecuteUpdateAsync(
            set => set
                .SetProperty(dashboard => dashboard.Name, name)
                .SetProperty(dashboard => dashboard.Description, draft.Description)
                .SetProperty(dashboard => dashboard.Query, draft.Query)
                .SetProperty(dashboard => dashboard.Content, draft.Content)
                .SetProperty(dashboard => dashboard.Version, expected + 1)
                .SetProperty(dashboard => dashboard.UpdatedAt, now),
            cancellationToken);
        var current = await context.Dashboards.SingleOrDefaultAsync(dashboard => dashboard.Id == id, cancellationToken);
        if (saved == 0)
            throw current is null ? new DashboardNotFoundException(id) : new DashboardConflictException(current);
        await NotifyAsync(context, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return current!;
    }

    /// <summary>A copy with the same widgets, named after the original.</summary>
    /// <exception cref="DashboardNotFoundException">There is no original.</exception>
    public async Task<Dashboard> DuplicateAsync(Guid id, CancellationToken cancellationToken)
    {
        var original = await GetAsync(id, cancellationToken) ?? throw new DashboardNotFoundException(id);
        return await CreateAsync(original.ToDraft() with { Name = CopyName(original.Name) }, cancellationToken);
    }

    /// <summary>Deletes a dashboard and the links to it.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="DashboardConflictException">It is not at the version <paramref name="expected"/>, which was asked for.</exception>
    public async Task<bool> DeleteAsync(Guid id, int? expected, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var deleted = await context.Dashboards
            .Where(dashboard => dashboard.Id == id && (expected == null || dashboard.Version == expected)).ExecuteDeleteAsync(cancellationToken);
        if (deleted == 0)
            return await GetAsync(id, cancellationToken) is { } current ? throw new DashboardConflictException(current) : false;
        await NotifyAsync(context, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The name of a copy, cut so that it is still one.</summary>
    public static string CopyName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        const string suffix = " (copy)";
        return name[..Math.Min(name.Length, DashboardRules.LongestName - suffix.Length)] + suffix;
    }

    internal static Task<int> NotifyAsync(PlatformDbContext context, Guid id, CancellationToken cancellationToken)
    {
        var payload = new RunChange(id, RunChangeKind.Dashboard).ToPayload();
        return context.Database.ExecuteSqlAsync($"select pg_notify({NotificationChannels.Run}, {payload})", cancellationToken);
    }

    private static void Require(DashboardDraft draft)
    {
        if (DashboardRules.Check(draft) is { Count: > 0 } errors)
            throw new DashboardInvalidException(errors);
    }
}
