using Mantissa.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Mantissa.Web.Accounts;

/// <summary>A key as it is when somebody shows it.</summary>
public sealed record KeyState(
    Guid Id, string Prefix, byte[] SecretHash, Permission Scopes, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt,
    Guid AccountId, string AccountName, AccountRole Role, bool Disabled);

/// <summary>Makes, checks and revokes the keys of programs.</summary>
public sealed class ApiKeyStore(IDbContextFactory<AccountContext> contexts, IMemoryCache cache, TimeProvider time)
{
    public const int LongestName = 80;
    public const int MostKeys = 50;
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsedAgain = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key for somebody who gives away no more than they may do themselves.</summary>
    /// <param name="account">Whose key it is.</param>
    /// <param name="may">What may be done by whoever asks.</param>
    /// <param name="name">Which program it is for.</param>
    /// <param name="scopes">What the program may do.</param>
    /// <param name="life">How long it works.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The key, and its text, which is not to be had again.</returns>
    /// <exception cref="AccountRefusedException">The name, the scopes or the life cannot be, or there are too many keys.</exception>
    public async Task<(ApiKey Key, KeyText Text)> CreateAsync(
        Guid account, Permission may, string name, Permission scopes, TimeSpan life, CancellationToken cancellationToken)
    {
        if ((scopes & ~may) is not Permission.None and var beyond)
            throw new AccountRefusedException($"A key may do no more than whoever makes it, who may not: {string.Join(", ", Scopes.NamesOf(beyond))}. Ask for less.", "scopes");
        ArgumentNullException.ThrowIfNull(name);
        if (name.Trim() is not { Length: > 0 and <= LongestName } title || title.Any(char.IsControl))
            throw new AccountRefusedException($"A key's name has 1 to {LongestName} characters, none of them control characters: say which program it is for.", "name");
        if (scopes == Permission.None)
            throw new AccountRefusedException($"A key needs a scope, which says what the program may do: {string.Join(", ", Scopes.Names)}.", "scopes");
        if (life <= TimeSpan.Zero || life > LongestLife)
            throw new AccountRefusedException($"A key lives for 1 to {LongestLife.TotalDays:0} days.", "days");
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.ApiKeys.CountAsync(k => k.AccountId == account && k.RevokedAt == null && k.ExpiresAt > now, cancellationToken) >= MostKeys)
            throw new AccountRefusedException($"There are {MostKeys} keys that work. Revoke one first.");
        var text = KeyText.Create();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now), AccountId = account, Name = title, Prefix = text.Prefix, SecretHash = Secret.Hash(text.Secret),
            Scopes = scopes, CreatedAt = now, ExpiresAt = now + life,
        };
        context.Add(key);
        await context.SaveChangesAsync(cancellationToken);
        return (key, text);
    }

    /// <summary>The key of this text, or in words why it lets nobody in.</summary>
    public async Task<(KeyState? Key, string? Refusal)> CheckAsync(KeyText text, CancellationToken cancellationToken)
    {
        var key = await FindAsync(text.Prefix, cancellationToken);
        if (key is null || !Secret.Matches(text.Secret, key.SecretHash))
            return (null, "There is no such key.");
        if (key.RevokedAt is not null)
            return (null, $"The key {key.Prefix} was revoked.");
        if (key.ExpiresAt <= time.GetUtcNow())
            return (null, $"The key {key.Prefix} has expired.");
        if (key.Disabled)
            return (null, $"The account of the key {key.Prefix} is disabled.");
        await TouchAsync(key, cancellationToken);
        return (key, null);
    }

    /// <summary>The keys of an account that are not revoked, the newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.Where(k => k.AccountId == account && k.RevokedAt == null).OrderByDescending(k => k.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Ends a key of an account.</summary>
    /// <returns>Whether the account has such a key, and it was not revoked before.</returns>
    public async Task<bool> RevokeAsync(Guid account, Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await context.ApiKeys.SingleOrDefaultAsync(k => k.Id == id && k.AccountId == account, cancellationToken);
        if (key is null)
            return false;
        var revoked = await context.ApiKeys.Where(k => k.Id == id && k.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), cancellationToken);
        cache.Remove(Key(key.Prefix));
        return revoked > 0;
    }

    private async Task<KeyState?> FindAsync(string prefix, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(Key(prefix), out KeyState? known))
            return known;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from key in context.ApiKeys
            join account in context.Accounts on key.AccountId equals account.Id
            where key.Prefix == prefix
            select new KeyState(
                key.Id, key.Prefix, key.SecretHash, key.Scopes, key.ExpiresAt, key.RevokedAt, key.LastUsedAt,
                account.Id, account.UserName!, account.Role, account.DisabledAt != null)).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : cache.Set(Key(prefix), found, Remembered);
    }

    private async Task TouchAsync(KeyState key, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.GetUtcNow();
        if (now - key.LastUsedAt < UsedAgain)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), cancellationToken);
        cache.Set(Key(key.Prefix), key with { LastUsedAt = now }, Remembered);
    }

    private static (string, string) Key(string prefix) => (nameof(ApiKeyStore), prefix);
}
