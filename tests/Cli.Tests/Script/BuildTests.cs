using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Script;

/// <summary>When the script builds, over a small checkout and a <c>dotnet</c> that only notes that it was called.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly TemporaryDirectory checkout = new();

    public BuildTests()
    {
        File.Copy(Bash.Script, checkout.Combine("mantissa"));
        Directory.CreateDirectory(checkout.Combine("artifacts/bin"));
        Directory.CreateDirectory(checkout.Combine("src/Web/node_modules/echarts"));
        Directory.CreateDirectory(checkout.Combine("src/Web/wwwroot/lib"));
        foreach (var settings in (string[])["Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", ".editorconfig", "global.json", "nuget.config", "src/A.cs", "src/B.cs"])
            File.WriteAllText(checkout.Combine(settings), "");
        File.WriteAllText(checkout.Combine("src/Web/package-lock.json"), "{}");
    }

    public void Dispose() => checkout.Dispose();

    [Fact]
    public void Nothing_is_built_twice()
    {
        Builds().ShouldBe(1);
        Builds().ShouldBe(0);
    }

    [Fact]
    public void A_changed_an_added_and_a_removed_source_are_built()
    {
        Builds();
        File.WriteAllText(checkout.Combine("src/A.cs"), "class A;");
        Builds().ShouldBe(1);
        File.WriteAllText(checkout.Combine("src/C.cs"), "");
        Builds().ShouldBe(1);
        File.Delete(checkout.Combine("src/B.cs"));
        Builds().ShouldBe(1);
        File.WriteAllText(checkout.Combine("Directory.Packages.props"), "<Project />");
        Builds().ShouldBe(1);
    }

    [Fact]
    public void What_the_build_itself_writes_is_no_change()
    {
        Builds();
        File.WriteAllText(checkout.Combine("src/Web/wwwroot/lib/echarts.js"), "");
        File.WriteAllText(checkout.Combine("src/Web/node_modules/echarts/index.js"), "");
        Builds().ShouldBe(0);
    }

    [Fact]
    public void Build_output_that_was_deleted_is_built_again()
    {
        Builds();
        Directory.Delete(checkout.Combine("artifacts/bin"));
        Builds().ShouldBe(1);
    }

    [Fact]
    public void A_build_that_failed_is_tried_again()
    {
        var failed = Bash.Source("dotnet() { return 1; }; build product Product.slnf src", checkout.Path);
        failed.ExitCode.ShouldBe(1);
        failed.Errors.ShouldContain("the build failed");

        Builds().ShouldBe(1);
    }

    [Fact]
    public void Packages_are_fetched_when_their_lock_file_changed()
    {
        Fetches().ShouldBe(1);
        Fetches().ShouldBe(0);
        File.WriteAllText(checkout.Combine("src/Web/package-lock.json"), "{ }");
        Fetches().ShouldBe(1);
    }

    [Fact]
    public void Two_terminals_do_not_build_at_once()
    {
        const string Slow = """
            need() { :; }
            front_end() { :; }
            sdk() { :; }
            build() { echo begin >>"$state/order"; sleep 0.3; echo end >>"$state/order"; }
            prepare up & prepare up & wait
            """;
        var outcome = Bash.Source(Slow, checkout.Path);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldContain("Another mantissa is setting up");
        File.ReadAllLines(checkout.Combine("artifacts/order")).ShouldBe(["begin", "end", "begin", "end"]);
    }

    private int Builds() => Count("dotnet() { echo built; }; build product Product.slnf src 2>&1", "built");

    private int Fetches() => Count("npm() { echo fetched; }; need_node() { :; }; front_end 2>&1", "fetched");

    private int Count(string commands, string word)
    {
        var outcome = Bash.Source(commands, checkout.Path);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        return outcome.Output.Split('\n').Count(line => line == word);
    }
}
