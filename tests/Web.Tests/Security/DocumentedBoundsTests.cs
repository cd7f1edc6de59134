using System.Text.RegularExpressions;

namespace Mantissa.Web.Tests.Security;

/// <summary>The tests by which docs/security.md says that its bounds are proved are there.</summary>
public sealed partial class DocumentedBoundsTests
{
    [Fact]
    public void Every_bound_names_tests_that_are_there()
    {
        var bounds = DocumentTables.Read("security.md").Single(table => table[0][^1] == "proved by").Skip(1).ToList();
        var sources = Directory.GetFiles(Path.Combine(Checkout.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path)!);

        bounds.Count.ShouldBeGreaterThan(10);
        foreach (var row in bounds)
        {
            var tests = Test().Matches(row[^1]);
            tests.ShouldNotBeEmpty(row[0]);
            foreach (Match test in tests)
                sources[test.Groups["class"].Value].ShouldContain(path => File.ReadAllText(path).Contains($" {test.Groups["name"].Value}(", StringComparison.Ordinal), test.Value);
        }
    }

    [GeneratedRegex("`(?<class>[A-Za-z]+)\\.(?<name>[A-Za-z0-9_]+)`")]
    private static partial Regex Test();
}
