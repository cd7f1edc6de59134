using Mantissa.Cli.Tests.Script;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Repository;

/// <summary>What the project's style asks of every source file and a compiler does not check.</summary>
public sealed class SourceFilesTests
{
    private const int MostLines = 500;
    private static readonly string[] Folders = ["src", "tests", "migrations", "benchmarks"];
    private static readonly string[] Kinds = [".cs", ".razor", ".js", ".css", ".cpp", ".h"];
    private static readonly string[] VagueEndings = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Manager"];

    private static IEnumerable<string> Sources => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories))
        .Where(path => Kinds.Contains(Path.GetExtension(path))
            && !path.Contains("/node_modules/", StringComparison.Ordinal) && !path.Contains("/wwwroot/lib/", StringComparison.Ordinal));

    [Fact]
    public void None_is_longer_than_a_reader_can_hold() =>
        Sources.Where(path => File.ReadLines(path).Count() > MostLines).ShouldBeEmpty();

    [Fact]
    public void None_has_a_name_that_says_nothing() =>
        // The names in src/Torch are TorchSharp's.
        Sources.Where(path => !path.Contains("/src/Torch/", StringComparison.Ordinal)).Where(path => VagueEndings.Any(word => Path.GetFileNameWithoutExtension(path).EndsWith(word, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void The_script_is_valid_and_short()
    {
        Bash.Source("bash -n \"$MANTISSA_HOME/mantissa\"").ExitCode.ShouldBe(0);
        File.ReadLines(Bash.Script).Count().ShouldBeLessThanOrEqualTo(220);
    }
}
