namespace Mantissa.Data.Embedded;

/// <summary>Where a private cluster lives and which server runs it.</summary>
/// <param name="DataDirectory">The platform's data directory; the cluster is in its folder <c>postgres</c>.</param>
/// <param name="BinDirectory">
/// Folder of the server binaries; when absent, <c>MANTISSA_PG_BIN</c>, then <c>pg_config --bindir</c>, then the newest under
/// <c>/usr/lib/postgresql</c>.
/// </param>
public sealed record EmbeddedPostgresOptions(string DataDirectory, string? BinDirectory = null)
{
    /// <summary>The port to listen on; any that is free when absent.</summary>
    public int? Port { get; init; }

    /// <summary>A network whose machines may connect as well, with their passwords; this machine alone when absent.</summary>
    public ServerNetwork? Network { get; init; }
}

/// <summary>A network that a private cluster serves.</summary>
/// <param name="Addresses">This machine's addresses in it.</param>
/// <param name="Clients">The addresses that may connect, e.g. <c>10.1.2.0/24</c>.</param>
public sealed record ServerNetwork(IReadOnlyList<string> Addresses, string Clients);
