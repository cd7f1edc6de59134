using System.Globalization;

namespace Mantissa.Data.Embedded;

/// <summary>
/// The account that the server runs as. PostgreSQL refuses root, so as root another one is needed; everybody else runs it as themselves.
/// </summary>
internal sealed record PostgresAccount(string Name, uint User, uint Group)
{
    // "postgres" comes with the server's package; "nobody" is everywhere.
    private static readonly string[] Preferred = ["postgres", "nobody"];
    private static readonly string[] SystemFolders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

    /// <summary>The account that root drops to for a new cluster.</summary>
    /// <exception cref="EmbeddedPostgresException">There is nobody to drop to.</exception>
    public static PostgresAccount ForRoot()
    {
        var accounts = All().ToLookup(account => account.Name);
        return Preferred.SelectMany(name => accounts[name]).FirstOrDefault()
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody' to run it; start the platform as an ordinary user.");
    }

    /// <summary>The owner of a cluster that is there already, e.g. from a start as an ordinary user.</summary>
    public static async Task<PostgresAccount> OwnerOfAsync(string directory, CancellationToken cancellationToken)
    {
        var (_, output) = await ExternalCommand.RunAsync(["stat", "-c", "%u:%g", directory], input: null, cancellationToken);
        return Parse($"{output.Split(':')[0]}::{output}") is { User: not 0 } owner
            ? owner with { Name = All().FirstOrDefault(account => account.User == owner.User)?.Name ?? owner.Name }
            : throw new EmbeddedPostgresException($"{directory} belongs to root, for whom PostgreSQL does not run; remove the folder.");
    }

    /// <summary>The command that runs <paramref name="command"/> as this account.</summary>
    /// <exception cref="EmbeddedPostgresException">No program that changes accounts is installed.</exception>
    public IEnumerable<string> Wrap(IEnumerable<string> command)
    {
        if (Locate("setpriv") is { } setpriv)
            return [setpriv, $"--reuid={User}", $"--regid={Group}", "--clear-groups", "--", .. command];
        if (Locate("runuser") is { } runuser)
            return [runuser, "-u", Name, "--", .. command];
        if (Locate("su") is { } su)
            return [su, "-s", "/bin/sh", Name, "-c", "exec \"$@\"", "--", "sh", .. command];
        throw new EmbeddedPostgresException("PostgreSQL does not run as root, and none of setpriv, runuser and su is installed.");
    }

    private static string? Locate(string program) =>
        SystemFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static IEnumerable<PostgresAccount> All() => File.ReadLines("/etc/passwd").Select(Parse).OfType<PostgresAccount>();

    private static PostgresAccount? Parse(string line) =>
        line.Split(':') is [var name, _, var user, var group, ..]
            && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            && uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var groupId)
            ? new(name, userId, groupId)
            : null;
}
