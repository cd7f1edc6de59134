using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Data.Dashboards;

/// <summary>What became of a token.</summary>
public enum ShareAccess
{
    /// <summary>No link has this token.</summary>
    Unknown,

    Expired,
    Revoked,
    Granted,
}

/// <summary>Makes, checks and revokes links by which a dashboard is read without an account.</summary>
public sealed class ShareLinkStore(IDbContextFactory<PlatformDbContext> contexts, TimeProvider time)
{
    public static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    /// <summary>More links than these nobody keeps an eye on.</summary>
    public const int MostLinks = 50;

    /// <returns>The link, and its token, which is not to be had again.</returns>
    /// <exception cref="ShareLinkRefusedException">The life is out of range, or there are too many links.</exception>
    /// <exception cref="DashboardNotFoundException">There is no such dashboard.</exception>
    public async Task<(ShareLink Link, string Token)> CreateAsync(Guid dashboard, TimeSpan life, CancellationToken cancellationToken)
    {
        if (life < ShortestLife || life > LongestLife)
            throw new ShareLinkRefusedException($"A link lives between {ShortestLife.TotalMinutes:0} minute and {LongestLife.TotalDays:0} days, not {life}.");
        if ((await ListAsync(dashboard, cancellationToken)).Count >= MostLinks)
            throw new ShareLinkRefusedException($"There are {MostLinks} links to this dashboard that work. Revoke one first.");
        var (token, now) = (ShareToken.Create(), time.GetUtcNow());
        var link = new ShareLink
        {
            Id = Guid.CreateVersion7(now), DashboardId = dashboard, TokenHash = ShareToken.Hash(token)!, CreatedAt = now, ExpiresAt = now + life,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(link);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException gone) when (gone.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            throw new DashboardNotFoundException(dashboard);
        }

        return (link, token);
    }

    /// <summary>The links to a dashboard that work, newest first.</summary>
    public async Task<IReadOnlyList<ShareLink>> ListAsync(Guid dashboard, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ShareLinks
            .Where(link => link.DashboardId == dashboard && link.RevokedAt == null && link.ExpiresAt > now)
            .OrderByDescending(link => link.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The links to any dashboard that work, each with the dashboard's name, newest first.</summary>
    public async Task<IReadOnlyList<(ShareLink Link, string Dashboard)>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var links = await context.ShareLinks
            .Where(link => link.RevokedAt == null && link.ExpiresAt > now)
            .Join(context.Dashboards, link => link.DashboardId, dashboard => dashboard.Id, (link, dashboard) => new { link, dashboard.Name })
            .OrderByDescending(each => each.link.Id).ToListAsync(cancellationToken);
        return [.. links.Select(each => (each.link, each.Name))];
    }

    /// <summary>What a token opens now; the dashboard's id where it opens one.</summary>
    public async Task<(ShareAccess Access, Guid? Dashboard)> OpenAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (ShareToken.Hash(token) is not { } hash)
            return (ShareAccess.Unknown, null);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ShareLinks.SingleOrDefaultAsync(link => link.TokenHash == hash, cancellationToken) switch
        {
            null => (ShareAccess.Unknown, null),
            { RevokedAt: not null } => (ShareAccess.Revoked, null),
            { } link when link.ExpiresAt <= time.GetUtcNow() => (ShareAccess.Expired, null),
            { } link => (ShareAccess.Granted, link.DashboardId),
        };
    }

    /// <summary>Ends a link at once; pages that it opened close.</summary>
    /// <returns>Whether it worked until now.</returns>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var link = await context.ShareLinks.SingleOrDefaultAsync(link => link.Id == id, cancellationToken);
        var revoked = await context.ShareLinks.Where(other => other.Id == id && other.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.RevokedAt, now), cancellationToken) > 0;
        if (link is not null)
            await DashboardStore.NotifyAsync(context, link.DashboardId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }
}
