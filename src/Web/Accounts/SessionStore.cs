using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Mantissa.Web.Accounts;

/// <summary>A session that counts, with what its account may be called and do now.</summary>
public sealed record SessionState(Guid Id, Guid AccountId, string Name, AccountRole Role, bool PasswordDue, DateTimeOffset ExpiresAt);

/// <summary>Who is signed in where. A session that is ended, here or in another process, is let in nowhere after <see cref="Remembered"/>.</summary>
public sealed class SessionStore(IDbContextFactory<AccountContext> contexts, IMemoryCache cache, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>For how long an answer of the database is used again.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SeenAgain = TimeSpan.FromMinutes(1);
    private const int LongestAgent = 200;

    public async Task<Session> CreateAsync(Guid account, bool passwordDue, string address, string agent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = Guid.NewGuid(), AccountId = account, PasswordDue = passwordDue, Address = address,
            Agent = agent.Length > LongestAgent ? agent[..LongestAgent] : agent, CreatedAt = now, LastSeenAt = now, ExpiresAt = now + Life,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(session);
        await context.SaveChangesAsync(cancellationToken);
        DateTimeOffset? seen = now;
        await context.Accounts.Where(a => a.Id == account).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, seen), cancellationToken);
        return session;
    }

    /// <summary>The session, if it has not ended and its account is not disabled.</summary>
    public async Task<SessionState?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(Key(id), out SessionState? known))
            return known;
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from session in context.Sessions
            join account in context.Accounts on session.AccountId equals account.Id
            where session.Id == id && session.ExpiresAt > now && account.DisabledAt == null
            select new { session, account.UserName, account.Role }).SingleOrDefaultAsync(cancellationToken);
        if (found is not null && now - found.session.LastSeenAt > SeenAgain)
            await context.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken);
        var state = found is null
            ? null
            : new SessionState(id, found.session.AccountId, found.UserName!, found.Role, found.session.PasswordDue, found.session.ExpiresAt);
        return cache.Set(Key(id), state, Remembered);
    }

    /// <summary>The sessions of an account, the newest first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.Where(s => s.AccountId == account && s.ExpiresAt > now).OrderByDescending(s => s.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Signs an account out in one place.</summary>
    public Task EndAsync(Guid account, Guid id, CancellationToken cancellationToken) =>
        EndAsync(account, session => session.Id == id, cancellationToken);

    /// <summary>Signs an account out everywhere, but for one place if it is given.</summary>
    public Task EndAllAsync(Guid account, Guid? except, CancellationToken cancellationToken) =>
        EndAsync(account, session => session.Id != except, cancellationToken);

    private async Task EndAsync(Guid account, System.Linq.Expressions.Expression<Func<Session, bool>> which, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ended = context.Sessions.Where(session => session.AccountId == account).Where(which);
        var ids = await ended.Select(session => session.Id).ToListAsync(cancellationToken);
        await context.Sessions.Where(session => ids.Contains(session.Id)).ExecuteDeleteAsync(cancellationToken);
        foreach (var id in ids)
            cache.Remove(Key(id));
    }

    private static (string, Guid) Key(Guid id) => (nameof(SessionStore), id);
}
