using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Mantissa.Jobs.Hosting;

/// <summary>
/// Reads <see cref="WorkerOptions"/> from the command line (<c>--queues cpu,simulator</c>) and the environment
/// (<c>MANTISSA_QUEUES=cpu,simulator</c>).
/// </summary>
internal static class WorkerSettings
{
    /// <summary>Options of the command line, and the configuration keys that they set.</summary>
    public static readonly IReadOnlyDictionary<string, string> CommandLine = new Dictionary<string, string>
    {
        ["--database"] = "DATABASE",
        ["--data-dir"] = "DATA_DIR",
        ["--data-roots"] = "DATA_ROOTS",
        ["--mirror"] = "MIRROR",
        ["--queues"] = "QUEUES",
        ["--threads"] = "THREADS",
        ["--lease-seconds"] = "LEASE_SECONDS",
        ["--attempts"] = "ATTEMPTS",
        ["--spool-mib"] = "SPOOL_MIB",
        ["--journal"] = "JOURNAL",
    };

    /// <exception cref="StartupException">A value cannot work; the message has a sentence for each such value.</exception>
    public static WorkerOptions Read(IConfiguration configuration)
    {
        var dataDirectory = Path.GetFullPath(Text(configuration, "DATA_DIR") ?? Path.Combine(CheckoutRoot.Find(Text(configuration, "HOME")), "data"));
        var options = new WorkerOptions
        {
            DataDirectory = dataDirectory,
            Database = Text(configuration, "DATABASE"),
            DataRoots = Text(configuration, "DATA_ROOTS") is { } roots ? Split(roots, ':') : DefaultDataRoots(configuration, dataDirectory),
            Mirror = Address(configuration, "MIRROR"),
            Journal = Text(configuration, "JOURNAL") is { } journal ? Path.GetFullPath(journal) : null,
            Queues = Split(Text(configuration, "QUEUES") ?? "", ','),
        };
        options = options with
        {
            Threads = Number(configuration, "THREADS") ?? options.Threads,
            LeaseSeconds = Number(configuration, "LEASE_SECONDS") ?? options.LeaseSeconds,
            Attempts = Number(configuration, "ATTEMPTS") ?? options.Attempts,
            SpoolMebibytes = Number(configuration, "SPOOL_MIB") ?? options.SpoolMebibytes,
        };

        var errors = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), errors, validateAllProperties: true)
            ? options
            : throw new StartupException(string.Join(Environment.NewLine, errors.Select(error => error.ErrorMessage)));
    }

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static Uri? Address(IConfiguration configuration, string key)
    {
        if (Text(configuration, key) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address
            : throw new StartupException($"MANTISSA_{key} must be an address like https://host/folder, not '{text}'.");
    }

    private static int? Number(IConfiguration configuration, string key)
    {
        if (Text(configuration, key) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StartupException($"MANTISSA_{key} must be a whole number, not '{text}'.");
    }

    private static string[] Split(string text, char separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[] DefaultDataRoots(IConfiguration configuration, string dataDirectory)
    {
        var own = Path.Combine(dataDirectory, "datasets");
        return CheckoutRoot.TryFind(Text(configuration, "HOME")) is { } root
            && Path.GetFullPath(Path.Combine(root, "..", "shared", "data")) is var shared && Directory.Exists(shared)
            ? [shared, own]
            : [own];
    }
}
