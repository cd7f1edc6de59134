using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Web.Accounts;

/// <summary>The administrator that a new platform begins with. The password is said on the console, once, and kept nowhere.</summary>
internal static class FirstAccount
{
    public const string Name = "admin";

    private const int Groups = 4;
    private const int GroupLength = 5;

    // Without those that are taken for each other.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    public static async Task EnsureAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AccountContext>().Accounts.AnyAsync())
            return;
        var password = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = Name, Role = AccountRole.Admin, MustChangePassword = true, CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        try
        {
            // Not through the log, which is kept: the command that keeps this process's output leaves out lines that begin like this one.
            if ((await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, password)).Succeeded)
                await Console.Error.WriteLineAsync($"First start: sign in as {Name} with the password {password}, which works until you choose your own.");
        }
        catch (DbUpdateException)
        {
            // Another process, started at the same time, was first and has said it.
        }
    }
}
