using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Mantissa.Data.Embedded;

/// <summary>The files of a private cluster: found, or made on the first start.</summary>
internal sealed class Cluster
{
    public const string Role = "mantissa";

    private readonly PostgresAccount? account;
    private readonly string passwordFile;

    private Cluster(string directory, PostgresAccount? account, string passwordFile)
    {
        Directory = directory;
        this.account = account;
        this.passwordFile = passwordFile;
    }

    /// <summary>PostgreSQL's own data directory.</summary>
    public string Directory { get; }

    /// <summary>The major version that made it, or <see langword="null"/> when it does not exist yet.</summary>
    public int? Version =>
        File.Exists(Path.Combine(Directory, "PG_VERSION"))
            ? int.Parse(File.ReadAllText(Path.Combine(Directory, "PG_VERSION")), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Decides where the cluster is.</summary>
    /// <param name="home">The folder <c>postgres</c> of the data directory; it exists.</param>
    /// <param name="logger">Told when the cluster has to be elsewhere.</param>
    /// <param name="cancellationToken">Cancels the decision.</param>
    public static async Task<Cluster> LocateAsync(string home, ILogger logger, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(home, "cluster");
        var passwordFile = Path.Combine(home, "password");
        if (!Environment.IsPrivilegedProcess)
            return new Cluster(directory, account: null, passwordFile);
        if (System.IO.Directory.Exists(directory))
            return new Cluster(directory, await PostgresAccount.OwnerOfAsync(directory, cancellationToken), passwordFile);
        var account = PostgresAccount.ForRoot();
        if (!await CanEnterAsync(home, account, cancellationToken))
        {
            var elsewhere = Path.Combine("/var/lib/mantissa", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home)))[..16]);
            System.IO.Directory.CreateDirectory(elsewhere);
            LogMessages.ClusterElsewhere(logger, elsewhere, account.Name, home);
            directory = Path.Combine(elsewhere, "cluster");
        }

        return new Cluster(directory, account, passwordFile);
    }

    /// <summary>A command as the account that owns the cluster.</summary>
    public IReadOnlyList<string> As(params IEnumerable<string> command) => [.. account?.Wrap(command) ?? command];

    /// <summary>Makes the cluster where there is none.</summary>
    /// <returns>The password of <see cref="Role"/>.</returns>
    /// <exception cref="EmbeddedPostgresException">PostgreSQL refused to make it.</exception>
    public async Task<string> PrepareAsync(
        PostgresBinaries binaries, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var password = File.Exists(passwordFile) ? (await File.ReadAllTextAsync(passwordFile, cancellationToken)).Trim() : "";
        var known = password.Length > 0;
        if (!known)
        {
            password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            await PrivateFile.WriteAsync(passwordFile, password, cancellationToken);
        }

        if (Version is null)
            await InitialiseAsync(binaries, password, logger, cancellationToken);
        else if (!known)
        {
            await OrphanServer.ClearAsync(Directory, time, logger, cancellationToken);
            await ResetPasswordAsync(binaries, password, logger, cancellationToken);
        }

        return password;
    }

    /// <summary>Lets the machines of a network connect.</summary>
    public async Task LetInAsync(ServerNetwork network, CancellationToken cancellationToken)
    {
        var rule = $"host all all {network.Clients} scram-sha-256";
        var rules = Path.Combine(Directory, "pg_hba.conf");
        if (!await File.ReadLinesAsync(rules, cancellationToken).ContainsAsync(rule, cancellationToken: cancellationToken))
            await File.AppendAllLinesAsync(rules, [rule], cancellationToken);
    }

    private async Task InitialiseAsync(PostgresBinaries binaries, string password, ILogger logger, CancellationToken cancellationToken)
    {
        // Under another name until it is whole: what a killed initdb leaves behind is never taken for a cluster.
        var draft = Directory + ".new";
        if (System.IO.Directory.Exists(draft))
            System.IO.Directory.Delete(draft, recursive: true);
        System.IO.Directory.CreateDirectory(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (account is not null)
            LibC.GiveTo(draft, account.User, account.Group);

        // The password goes through standard input into a file that only the account can read, and is gone from there afterwards.
        const string script = """
            umask 077
            secret=$(mktemp) && cat > "$secret" || exit 1
            "$@" --pwfile="$secret"
            status=$?
            rm -f "$secret"
            exit $status
            """;
        var (status, output) = await ExternalCommand.RunAsync(
            As(
                "/bin/sh", "-c", script, "initdb",
                binaries.Path("initdb"), "--pgdata", draft, "--username", Role, "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C", "--no-instructions"),
            password,
            cancellationToken);
        if (status != 0)
            throw new EmbeddedPostgresException($"PostgreSQL could not make its database in {Directory}: {LastLine(output)}");
        System.IO.Directory.Move(draft, Directory);
        LogMessages.ClusterMade(logger, Directory, binaries.Version);
    }

    /// <summary>
    /// Gives the role a new password where the old one is lost, e.g. because the data directory was deleted and the cluster is elsewhere.
    /// </summary>
    private async Task ResetPasswordAsync(PostgresBinaries binaries, string password, ILogger logger, CancellationToken cancellationToken)
    {
        var (status, output) = await ExternalCommand.RunAsync(
            As(binaries.Path("postgres"), "--single", "-D", Directory, "postgres"),
            $"alter role {Role} password '{password}'\n",
            cancellationToken);
        if (status != 0)
            throw new EmbeddedPostgresException($"The password of the database in {Directory} is lost and cannot be renewed: {LastLine(output)}");
        LogMessages.PasswordRenewed(logger, Directory);
    }

    private static async Task<bool> CanEnterAsync(string home, PostgresAccount account, CancellationToken cancellationToken)
    {
        var (status, _) = await ExternalCommand.RunAsync(
            [.. account.Wrap(["/bin/sh", "-c", "cd \"$1\"", "sh", home])], input: null, cancellationToken);
        return status == 0;
    }

    private static string LastLine(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last : "no reason given.";
}
