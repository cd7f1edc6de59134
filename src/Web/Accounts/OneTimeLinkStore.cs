using Microsoft.EntityFrameworkCore;

namespace Mantissa.Web.Accounts;

/// <summary>Makes and takes links that work once.</summary>
public sealed class OneTimeLinkStore(IDbContextFactory<AccountContext> contexts, TimeProvider time)
{
    /// <summary>A link to sign in is followed at once or not at all.</summary>
    public static readonly TimeSpan SignInLife = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    /// <returns>The token, which is not to be had again.</returns>
    public async Task<string> CreateAsync(
        LinkPurpose purpose, Guid? account, AccountRole? role, TimeSpan life, string by, CancellationToken cancellationToken)
    {
        var (token, now) = (Secret.Create(), time.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(new OneTimeLink
        {
            Id = Guid.CreateVersion7(now), Purpose = purpose, TokenHash = Secret.Hash(token), AccountId = account, Role = role,
            CreatedBy = by, CreatedAt = now, ExpiresAt = now + life,
        });
        await context.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>The link, if it still works; it goes on working.</summary>
    public async Task<OneTimeLink?> FindAsync(string? token, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Working(context, token, purpose).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes the link, if it still works: of two who come at once, one gets it.</summary>
    public async Task<OneTimeLink?> TakeAsync(string? token, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await TakeAsync(context, token, purpose, cancellationToken);
    }

    /// <summary>As above, in the transaction of a context, if it has one.</summary>
    public async Task<OneTimeLink?> TakeAsync(AccountContext context, string? token, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        DateTimeOffset? now = time.GetUtcNow();
        if (await Working(context, token, purpose).ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellationToken) == 0)
            return null;
        var hash = Secret.Hash(token!);
        return await context.Links.SingleAsync(link => link.TokenHash == hash, cancellationToken);
    }

    private IQueryable<OneTimeLink> Working(AccountContext context, string? token, LinkPurpose purpose)
    {
        var (hash, now) = (Secret.Hash(token ?? ""), time.GetUtcNow());
        return context.Links.Where(link => link.TokenHash == hash && link.Purpose == purpose && link.UsedAt == null && link.ExpiresAt > now);
    }
}
