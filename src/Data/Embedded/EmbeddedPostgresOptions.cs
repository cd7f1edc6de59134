namespace Mantissa.Data.Embedded;

/// <summary>Where a private cluster lives and which server runs it.</summary>
/// <param name="DataDirectory">The platform's data directory; the cluster is in its folder <c>postgres</c>.</param>
/// <param name="BinDirectory">
/// Folder of the server binaries; when absent, <c>MANTISSA_PG_BIN</c>, then <c>pg_config --bindir</c>, then the newest under
/// <c>/usr/lib/postgresql</c>.
/// </param>
public sealed record EmbeddedPostgresOptions(string DataDirectory, string? BinDirectory = null);
