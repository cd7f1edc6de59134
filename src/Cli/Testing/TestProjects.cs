namespace Mantissa.Cli.Testing;

/// <summary>The test projects of the checkout, fast ones first: an early failure is worth more than a late one.</summary>
internal static class TestProjects
{
    private static readonly string[] FastestFirst =
        ["Catalogue.Tests", "Torch.Tests", "Training.Tests", "Data.Tests", "Cli.Tests", "Web.Tests", "Jobs.Tests", "EndToEnd.Tests"];

    /// <summary>Every folder <c>tests/*.Tests</c>; one that the order above does not know runs after the known ones.</summary>
    public static IReadOnlyList<string> Find(string home) =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(home, "tests"), "*.Tests")
            .Select(folder => Path.GetFileName(folder)!)
            .OrderBy(name => Array.IndexOf(FastestFirst, name) is var place && place < 0 ? int.MaxValue : place)
            .ThenBy(name => name, StringComparer.Ordinal),
    ];
}
