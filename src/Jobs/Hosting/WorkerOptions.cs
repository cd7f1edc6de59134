using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Mantissa.Jobs.Hosting;

/// <summary>How this worker was set up. The names in brackets are those of the command line; see <see cref="WorkerSettings"/>.</summary>
internal sealed partial record WorkerOptions : IValidatableObject
{
    /// <summary>Absolute path of the data directory; caches, spool and logs go into it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Absolute folders that a dataset path may lie in.</summary>
    public IReadOnlyList<string> DataRoots { get; init; } = [];

    /// <summary>The connection string; <see langword="null"/> for the database that the site started in the data directory.</summary>
    public string? Database { get; init; }

    /// <summary>A server with the published datasets, asked in place of their own; <see langword="null"/> for those.</summary>
    public Uri? Mirror { get; init; }

    /// <summary>
    /// A folder for journals of what the database acknowledged, for checks of reliability; <see langword="null"/> keeps none. They stay.
    /// </summary>
    public string? Journal { get; init; }

    /// <summary>The queues that this worker serves; empty for those that its devices can.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Threads for tensor operations.</summary>
    [Range(1, 1024, ErrorMessage = "The number of threads (threads) must be between 1 and 1024.")]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How long a run stays this worker's after its last heartbeat, in seconds. Shorter recovers sooner from a worker that died; longer
    /// tolerates longer pauses of one that lives.
    /// </summary>
    [Range(3, 600, ErrorMessage = "The lease (lease-seconds) must be between 3 and 600 seconds.")]
    public int LeaseSeconds { get; init; } = 10;

    /// <summary>How often a run may be tried without writing a checkpoint before it is given up.</summary>
    [Range(1, 100, ErrorMessage = "The number of attempts (attempts) must be between 1 and 100.")]
    public int Attempts { get; init; } = 3;

    /// <summary>How much may wait in the spool while the database is away, in MiB; then training waits.</summary>
    [Range(1, 1_048_576, ErrorMessage = "The spool (spool-mib) must be between 1 and 1048576 MiB.")]
    public int SpoolMebibytes { get; init; } = 2048;

    public string CacheDirectory => Path.Combine(DataDirectory, "cache");
    public string SpoolDirectory => Path.Combine(DataDirectory, "spool");
    public string LogDirectory => Path.Combine(DataDirectory, "logs");
    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var queue in Queues.Where(queue => !QueueName().IsMatch(queue)))
            yield return new($"'{queue}' is not the name of a queue (queues): lower-case letters, digits and hyphens, at most 40.");
        if (Queues.Distinct().Count() != Queues.Count)
            yield return new($"A queue is named twice (queues): {string.Join(',', Queues)}.");
        foreach (var root in DataRoots.Where(root => !Path.IsPathRooted(root)))
            yield return new($"The data root '{root}' (data-roots) is not an absolute path.");
        if (Mirror is { Scheme: not ("http" or "https") } mirror)
            yield return new($"The mirror (mirror) must be an address like https://host/folder, not '{mirror}'.");
        if (File.Exists(DataDirectory))
            yield return new($"The data directory (data-dir) '{DataDirectory}' is a file.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex QueueName();
}
