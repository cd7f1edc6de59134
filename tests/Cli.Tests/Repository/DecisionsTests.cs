using System.Text.Json.Nodes;
using System.Xml.Linq;
using Mantissa.Cli.Tests.Script;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Repository;

/// <summary>Every direct dependency has its sentence in docs/decisions.md.</summary>
public sealed class DecisionsTests
{
    private static readonly string Decisions = File.ReadAllText(Path.Combine(Checkout.Root, "docs/decisions.md"));

    [Fact]
    public void NuGet_packages() => AllExplained(
        XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Descendants("ItemGroup")
            .Where(group => group.Attribute("Label")?.Value != "Transitive")
            .SelectMany(group => group.Elements("PackageVersion"))
            .Select(package => package.Attribute("Include")!.Value));

    [Fact]
    public void System_packages() => AllExplained(Bash.Source("echo \"${product[*]} chromium\"").Output.Split(' ', StringSplitOptions.TrimEntries));

    [Fact]
    public void Npm_packages() => AllExplained(
        JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "src/Web/package.json")))!["dependencies"]!.AsObject().Select(package => package.Key));

    [Fact]
    public void No_package_is_pinned_that_nothing_uses()
    {
        var used = Directory.EnumerateFiles(Checkout.Root, "*.props", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal))
            .SelectMany(path => XDocument.Load(path).Descendants("PackageReference")).Select(reference => reference.Attribute("Include")?.Value).ToHashSet();
        XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Descendants("ItemGroup")
            .Where(group => group.Attribute("Label")?.Value != "Transitive")
            .SelectMany(group => group.Elements("PackageVersion")).Select(package => package.Attribute("Include")!.Value)
            .Where(package => !used.Contains(package)).ShouldBeEmpty();
    }

    private static void AllExplained(IEnumerable<string> names)
    {
        var list = names.ToList();
        list.ShouldNotBeEmpty();
        list.Where(name => !Decisions.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
