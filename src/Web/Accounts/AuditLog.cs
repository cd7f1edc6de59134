using System.Security.Claims;
using Mantissa.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Web.Accounts;

/// <summary>Who did what, kept and read; nothing changes it, and it goes by its age alone (<see cref="Mantissa.Data.Retention.AuditRetention"/>).</summary>
public sealed class AuditLog(IDbContextFactory<AccountContext> contexts, TimeProvider time)
{
    private const int LongestText = 300;

    public Task WriteAsync(ClaimsPrincipal who, string action, string subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        return WriteAsync(who.Words(), who.Address(), action, subject, cancellationToken);
    }

    public async Task WriteAsync(string actor, string address, string action, string subject, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Cut(actor), Address = address, Action = Cut(action), Subject = Cut(subject) });
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Entries older than one, the newest first; from the newest of all when none is given.</summary>
    public async Task<IReadOnlyList<AuditEntry>> PageAsync(long? before, int count, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Audit.Where(entry => before == null || entry.Id < before).OrderByDescending(entry => entry.Id).Take(count).ToListAsync(cancellationToken);
    }

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;
}
