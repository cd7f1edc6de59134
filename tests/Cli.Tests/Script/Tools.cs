using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Script;

/// <summary>A PATH that holds just some of the machine's programs.</summary>
internal sealed class Tools : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["PATH"] = folder.Path };

    public static Tools Only(params string[] programs)
    {
        var tools = new Tools();
        foreach (var program in programs)
            File.CreateSymbolicLink(tools.folder.Combine(program), Places.Select(place => Path.Combine(place, program)).First(File.Exists));
        return tools;
    }

    public void Dispose() => folder.Dispose();

    private static readonly string[] Places = ["/usr/bin", "/bin"];
}
