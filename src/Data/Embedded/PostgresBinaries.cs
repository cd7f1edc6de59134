using System.Globalization;
using System.Text.RegularExpressions;

namespace Mantissa.Data.Embedded;

/// <summary>An installed PostgreSQL server.</summary>
internal sealed partial record PostgresBinaries(string Directory, int Version)
{
    public const int OldestSupported = 15;

    private const string Installed = "/usr/lib/postgresql";

    public string Path(string program) => System.IO.Path.Combine(Directory, program);

    /// <param name="directory">The folder that somebody chose, or <see langword="null"/> to look for one.</param>
    /// <param name="version">The major version that an existing cluster needs.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="EmbeddedPostgresException">There is no server that would do.</exception>
    public static async Task<PostgresBinaries> FindAsync(string? directory, int? version, CancellationToken cancellationToken)
    {
        directory ??= Environment.GetEnvironmentVariable("MANTISSA_PG_BIN");
        if (!string.IsNullOrEmpty(directory))
        {
            var chosen = await ReadAsync(directory, cancellationToken)
                ?? throw new EmbeddedPostgresException($"There is no PostgreSQL server in {directory}; MANTISSA_PG_BIN names the folder of postgres and initdb.");
            return chosen.Version == (version ?? chosen.Version) ? chosen : throw Unfit(chosen.Version, version!.Value);
        }

        var found = new List<PostgresBinaries>();
        foreach (var candidate in await CandidatesAsync(cancellationToken))
        {
            if (await ReadAsync(candidate, cancellationToken) is { Version: >= OldestSupported } binaries)
                found.Add(binaries);
        }

        return Choose(found, version);
    }

    /// <summary>The newest, or the one of the version that an existing cluster needs.</summary>
    internal static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, int? version)
    {
        if (found.Count == 0)
        {
            throw new EmbeddedPostgresException(
                $"No PostgreSQL {OldestSupported} or newer is installed; install it (Debian, Ubuntu: apt-get install postgresql), "
                + "or name a server's folder in MANTISSA_PG_BIN.");
        }

        var newest = found.MaxBy(binaries => binaries.Version)!;
        if (version is null)
            return newest;
        return found.FirstOrDefault(binaries => binaries.Version == version) ?? throw Unfit(newest.Version, version.Value);
    }

    private static EmbeddedPostgresException Unfit(int installed, int needed) =>
        new($"The database was made by PostgreSQL {needed}, but PostgreSQL {installed} is installed; install postgresql-{needed}.");

    private static async Task<IEnumerable<string>> CandidatesAsync(CancellationToken cancellationToken)
    {
        var versions = System.IO.Directory.Exists(Installed) ? System.IO.Directory.GetDirectories(Installed) : [];
        var candidates = versions.Select(folder => System.IO.Path.Combine(folder, "bin"));
        try
        {
            var (status, bin) = await ExternalCommand.RunAsync(["pg_config", "--bindir"], input: null, cancellationToken);
            return status == 0 ? candidates.Prepend(bin).Distinct() : candidates;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return candidates; // pg_config is not installed
        }
    }

    private static async Task<PostgresBinaries?> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        var server = System.IO.Path.Combine(directory, "postgres");
        if (!File.Exists(server) || !File.Exists(System.IO.Path.Combine(directory, "initdb")))
            return null;
        var (_, output) = await ExternalCommand.RunAsync([server, "--version"], input: null, cancellationToken);
        return MajorVersion().Match(output) is { Success: true } match
            ? new(directory, int.Parse(match.ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex MajorVersion();
}
