using System.Globalization;

namespace Mantissa.Data.Embedded;

/// <summary>How the private server is set up: for one machine that it shares with training.</summary>
internal static class ServerSettings
{
    /// <summary>Connections that all processes together may open; each keeps to <see cref="PoolSize"/>.</summary>
    private const int Connections = 200;

    public const int PoolSize = 40;

    public static IEnumerable<string> Arguments(string cluster, int port, ServerNetwork? network)
    {
        yield return "-D";
        yield return cluster;
        foreach (var (name, value) in Settings(port, network))
        {
            yield return "-c";
            yield return $"{name}={value}";
        }
    }

    private static IEnumerable<(string Name, string Value)> Settings(int port, ServerNetwork? network) =>
    [
        // Loopback unless told, and no socket in the file system: its path may be longer than the system allows.
        ("listen_addresses", string.Join(',', ["127.0.0.1", .. network?.Addresses ?? []])),
        ("port", port.ToString(CultureInfo.InvariantCulture)),
        ("unix_socket_directories", ""),
        ("max_connections", Connections.ToString(CultureInfo.InvariantCulture)),

        // Modest: training wants the memory and the cores.
        ("shared_buffers", "256MB"),
        ("effective_cache_size", "1GB"),
        ("work_mem", "16MB"),
        ("maintenance_work_mem", "64MB"),
        ("max_parallel_workers_per_gather", "0"),

        // Queries are short; compiling them costs more than it saves.
        ("jit", "off"),
        ("random_page_cost", "1.1"),

        // Nobody replicates a private cluster.
        ("wal_level", "minimal"),
        ("max_wal_senders", "0"),
        ("max_wal_size", "1GB"),

        // Catalogue and queue rows change all the time; small tables should be vacuumed soon.
        ("autovacuum_naptime", "20s"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("log_line_prefix", "%m [%p] "),
        ("log_checkpoints", "off"),
        ("logging_collector", "off"),
    ];
}
