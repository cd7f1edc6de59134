using Mantissa.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Mantissa.Web.Accounts;

/// <summary>Lets people in, by what they know or were sent, and out again. Everything about it is in the audit log.</summary>
public sealed class SignIns(
    UserManager<Account> users, AccountContext context, AccountStore accounts, SessionStore sessions, OneTimeLinkStore links, AuditLog audit, IHttpContextAccessor accessor)
{
    public const string WrongWords = "There is no account with this name and password.";

    private HttpContext Http => accessor.HttpContext!;

    /// <returns>What is wrong, for the form; <see langword="null"/> when they are in.</returns>
    public async Task<string?> WithPasswordAsync(string name, string password)
    {
        var account = await users.FindByNameAsync(name);
        if (account?.PasswordHash is null)
        {
            // As long as it takes for an account that is there, so that the time does not tell.
            users.PasswordHasher.HashPassword(account ?? new Account(), password);
            return await RefuseAsync("a name without an account", WrongWords);
        }

        if (await users.IsLockedOutAsync(account))
            return await RefuseAsync(account.UserName!, LockedWords);
        if (!await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            return await RefuseAsync(account.UserName!, await users.IsLockedOutAsync(account) ? LockedWords : WrongWords);
        }

        if (account.DisabledAt is not null)
            return await RefuseAsync(account.UserName!, "This account is disabled. Ask an administrator to enable it.");
        await users.ResetAccessFailedCountAsync(account);
        await EnterAsync(account, account.MustChangePassword, "Signed in with a password");
        return null;
    }

    /// <summary>Follows a link to sign in.</summary>
    /// <returns>Whether it let them in.</returns>
    public async Task<bool> WithLinkAsync(string? token)
    {
        if (await links.TakeAsync(token, LinkPurpose.SignIn, Http.RequestAborted) is not { AccountId: { } id }
            || await accounts.FindAsync(id, Http.RequestAborted) is not { DisabledAt: null } account)
        {
            await RefuseAsync("a link that does not work", "");
            return false;
        }

        await EnterAsync(account, passwordDue: false, "Signed in with a link");
        return true;
    }

    /// <summary>Makes the account that an invitation is for, and lets them in.</summary>
    /// <returns>What is wrong, for the form; <see langword="null"/> when they are in. The invitation then still works.</returns>
    public async Task<string?> WithInvitationAsync(string? token, string name, string password)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(Http.RequestAborted);
        if (await links.TakeAsync(context, token, LinkPurpose.Invitation, Http.RequestAborted) is not { Role: { } role })
            return LinkWords;
        var account = new Account { Id = Guid.CreateVersion7(), UserName = name, Role = role, CreatedAt = TimeProvider.System.GetUtcNow() };
        if (WordsOf(await users.CreateAsync(account, password)) is { } wrong)
            return wrong;
        await transaction.CommitAsync(Http.RequestAborted);
        await EnterAsync(account, passwordDue: false, "Joined by an invitation");
        return null;
    }

    /// <summary>Chooses a password by a link for that, signs the account out everywhere, and lets them in.</summary>
    /// <inheritdoc cref="WithInvitationAsync" path="/returns"/>
    public async Task<string?> WithPasswordLinkAsync(string? token, string password)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(Http.RequestAborted);
        if (await links.TakeAsync(context, token, LinkPurpose.Password, Http.RequestAborted) is not { AccountId: { } id }
            || await users.FindByIdAsync(id.ToString()) is not { DisabledAt: null } account)
            return LinkWords;
        account.MustChangePassword = false;
        account.LockoutEnd = null;
        if (account.PasswordHash is not null)
            await users.RemovePasswordAsync(account);
        if (WordsOf(await users.AddPasswordAsync(account, password)) is { } wrong)
            return wrong;
        await transaction.CommitAsync(Http.RequestAborted);
        await sessions.EndAllAsync(account.Id, except: null, Http.RequestAborted);
        await EnterAsync(account, passwordDue: false, "Chose a password by a link");
        return null;
    }

    /// <summary>Changes the password of who is signed in, and signs them out everywhere else.</summary>
    /// <inheritdoc cref="WithInvitationAsync" path="/returns"/>
    public async Task<string?> ChangePasswordAsync(string old, string password)
    {
        if (Http.User.AccountId() is not { } id || await users.FindByIdAsync(id.ToString()) is not { } account)
            return "This account is not there any more.";
        if (old == password)
            return "The new password is the old one.";
        account.MustChangePassword = false;
        if (WordsOf(await users.ChangePasswordAsync(account, old, password)) is { } wrong)
            return wrong;
        await sessions.EndAllAsync(account.Id, except: null, Http.RequestAborted);
        await EnterAsync(account, passwordDue: false, "Changed the password");
        return null;
    }

    /// <summary>Signs out here.</summary>
    public async Task LeaveAsync()
    {
        if (Http.User.SessionId() is { } session && Http.User.AccountId() is { } account)
        {
            await sessions.EndAsync(account, session, Http.RequestAborted);
            await audit.WriteAsync(Http.User, "Signed out", "", Http.RequestAborted);
        }

        await Http.SignOutAsync(SessionCookie.Scheme);
    }

    /// <summary>Lets somebody in whom an identity provider vouches for.</summary>
    /// <returns>The session that the cookie is to carry.</returns>
    public async Task<Session> BeginAsync(Account account, bool passwordDue, string how)
    {
        ArgumentNullException.ThrowIfNull(account);
        var address = ClientAddress.Of(Http);
        var session = await sessions.CreateAsync(account.Id, passwordDue, address, Http.Request.Headers.UserAgent.ToString(), Http.RequestAborted);
        await audit.WriteAsync(account.UserName!, address, how, "", Http.RequestAborted);
        return session;
    }

    private const string LockedWords = "Too many attempts have failed. Wait a quarter of an hour, then try again.";
    private const string LinkWords = "This link does not work any more: it was used, or it has expired. Ask an administrator for another.";

    private async Task EnterAsync(Account account, bool passwordDue, string how)
    {
        var session = await BeginAsync(account, passwordDue, how);
        await Http.SignInAsync(SessionCookie.Scheme, SessionCookie.Ticket(session.Id), new() { IsPersistent = true, ExpiresUtc = session.ExpiresAt });
    }

    private async Task<string> RefuseAsync(string actor, string words)
    {
        await audit.WriteAsync(actor, ClientAddress.Of(Http), "Was not let in", "", Http.RequestAborted);
        return words;
    }

    private static string? WordsOf(IdentityResult result) =>
        result.Succeeded ? null : string.Join(' ', result.Errors.Select(error => error.Code == "PasswordMismatch" ? "The old password is wrong." : error.Description));
}
