using System.Security.Claims;
using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Web.Accounts;

/// <summary>
/// The accounts of people whom an identity provider vouches for. They are known by the provider's id alone: an account of the same name that
/// signs in with a password is somebody else's. What they may do is what the provider says each time.
/// </summary>
public sealed class ExternalAccounts(AccountContext context, UserManager<Account> users, AccountStore accounts, SignIns signIns, WebSettings settings)
{
    /// <summary>Finds or makes the account and begins a session; <see langword="null"/> for somebody who is disabled here.</summary>
    public async Task<Session?> EnterAsync(ClaimsPrincipal who)
    {
        ArgumentNullException.ThrowIfNull(who);
        var subject = $"{who.FindFirstValue("iss")} {who.FindFirstValue("sub") ?? throw new InvalidOperationException("The identity provider names nobody.")}";
        var role = RoleOf(who);
        var account = await context.Accounts.SingleOrDefaultAsync(account => account.Subject == subject) ?? await CreateAsync(who, subject, role);
        if (account.DisabledAt is not null)
            return null;
        if (account.Role != role)
            await accounts.SetRoleAsync(account.Id, role, CancellationToken.None);
        return await signIns.BeginAsync(account, passwordDue: false, $"Signed in with {settings.Oidc!.Name}");
    }

    private async Task<Account> CreateAsync(ClaimsPrincipal who, string subject, AccountRole role)
    {
        var wanted = who.FindFirstValue("preferred_username") ?? who.FindFirstValue("email") ?? "guest";
        var name = string.Concat(wanted.Where(users.Options.User.AllowedUserNameCharacters.Contains));
        if (name.Length == 0 || await users.FindByNameAsync(name) is not null)
            name = $"{name}-{Guid.NewGuid():N}";
        var account = new Account { Id = Guid.CreateVersion7(), UserName = name, Role = role, Subject = subject, CreatedAt = TimeProvider.System.GetUtcNow() };
        var made = await users.CreateAsync(account);
        return made.Succeeded ? account : throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
    }

    private AccountRole RoleOf(ClaimsPrincipal who) => who.FindAll(settings.Oidc!.RoleClaim)
        .Select(claim => settings.Oidc.Roles.GetValueOrDefault(claim.Value, AccountRole.Viewer)).DefaultIfEmpty(AccountRole.Viewer).Max();
}
