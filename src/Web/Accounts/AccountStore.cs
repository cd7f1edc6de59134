using Microsoft.EntityFrameworkCore;

namespace Mantissa.Web.Accounts;

/// <summary>The accounts, for whoever looks after them. Somebody whose role changes or who is disabled is signed out everywhere.</summary>
public sealed class AccountStore(IDbContextFactory<AccountContext> contexts, SessionStore sessions, TimeProvider time)
{
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Accounts.OrderBy(account => account.NormalizedUserName).ToListAsync(cancellationToken);
    }

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Accounts.SingleOrDefaultAsync(account => account.Id == id, cancellationToken);
    }

    /// <summary>The administrator who was first and can still sign in: in whose name the operator of the machine acts.</summary>
    public async Task<Account?> FirstAdministratorAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Accounts.Where(account => account.Role == AccountRole.Admin && account.DisabledAt == null)
            .OrderBy(account => account.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <exception cref="AccountRefusedException">Nobody would be left to look after the platform.</exception>
    public Task SetRoleAsync(Guid id, AccountRole role, CancellationToken cancellationToken) => ChangeAsync(
        id, role != AccountRole.Admin,
        accounts => accounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.Role, role), cancellationToken), cancellationToken);

    /// <exception cref="AccountRefusedException">Nobody would be left to look after the platform.</exception>
    public Task SetDisabledAsync(Guid id, bool disabled, CancellationToken cancellationToken)
    {
        DateTimeOffset? at = disabled ? time.GetUtcNow() : null;
        return ChangeAsync(
            id, disabled, accounts => accounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.DisabledAt, at), cancellationToken), cancellationToken);
    }

    private async Task ChangeAsync(Guid id, bool takesAway, Func<IQueryable<Account>, Task<int>> change, CancellationToken cancellationToken)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

            // Two administrators who demote each other at once take turns, and the second is refused.
            await context.Database.ExecuteSqlAsync($"lock table accounts.account in share row exclusive mode", cancellationToken);
            if (takesAway && !await context.Accounts.AnyAsync(
                    other => other.Id != id && other.Role == AccountRole.Admin && other.DisabledAt == null, cancellationToken))
                throw new AccountRefusedException("This is the last administrator: make somebody else one first.");
            await change(context.Accounts.Where(account => account.Id == id));
            await transaction.CommitAsync(cancellationToken);
        }

        await sessions.EndAllAsync(id, except: null, cancellationToken);
    }
}
