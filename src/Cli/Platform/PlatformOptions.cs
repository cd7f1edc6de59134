using System.CommandLine;
using System.Globalization;

namespace Mantissa.Cli.Platform;

/// <summary>
/// Where a platform runs and what its worker takes on: its queues, separated by commas, or <see langword="null"/> for those that its
/// devices can serve.
/// </summary>
internal sealed record PlatformOptions(int Port, string DataDirectory, string? Queues)
{
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public string LogDirectory => Path.Combine(DataDirectory, "logs");

    /// <summary>The settings that every process of the platform reads.</summary>
    public IReadOnlyDictionary<string, string> Environment(BuiltCheckout checkout) => new Dictionary<string, string>
    {
        ["MANTISSA_HOME"] = checkout.Home,
        ["MANTISSA_DATA_DIR"] = DataDirectory,
        ["MANTISSA_URL"] = Url,
    };
}

/// <summary>The options <c>--port</c> and <c>--data-dir</c> as the command line spells them.</summary>
internal sealed class PlatformArguments
{
    public const int DefaultPort = 5080;

    private readonly Option<int> port = new("--port")
    {
        Description = "Port of the site on this machine",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string?> dataDirectory = new("--data-dir")
    {
        Description = "Folder for the database, caches and logs [default: data in the checkout]",
        HelpName = "D",
    };

    public PlatformArguments() => port.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 1 or > 65535)
            result.AddError("--port takes a number from 1 to 65535.");
    });

    public void AddTo(Command command)
    {
        command.Options.Add(port);
        command.Options.Add(dataDirectory);
    }

    public PlatformOptions Read(ParseResult parsed, BuiltCheckout checkout, string? queues = null) =>
        new(parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(dataDirectory) ?? checkout.DataDirectory), queues);
}
