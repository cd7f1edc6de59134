namespace Mantissa.Cli.Tests.Script;

/// <summary>What the script says when it is called.</summary>
public sealed class ScriptTests
{
    [Fact]
    public void Help_needs_nothing_but_a_shell()
    {
        using var tools = Tools.Only("bash", "readlink", "dirname", "cat");

        var help = Bash.Run("help", tools.Environment);

        help.ExitCode.ShouldBe(0, help.Errors);
        foreach (var command in (string[])["demo", "up", "worker", "test", "bench", "doctor"])
            help.Output.ShouldContain($"mantissa {command}");
    }

    [Fact]
    public void An_unknown_command_is_named()
    {
        var outcome = Bash.Run("dmeo");

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain("there is no command 'dmeo'");
        outcome.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Doctor_says_what_each_thing_is_that_is_here()
    {
        var doctor = Bash.Source("where() { [[ $1 == cmake ]] && echo /usr/bin/true; }; doctor");

        doctor.Output.ShouldContain("ok      .NET SDK");
        doctor.Output.ShouldContain("ok      cmake");
        doctor.Output.ShouldContain("MISSING libtorch-dev");
    }

    [Theory]
    [InlineData("true", "\n  apt-get update && apt-get install -y --no-install-recommends postgresql libtorch-dev\n")]
    [InlineData("false", "\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql libtorch-dev\n")]
    public void Doctor_gives_the_command_that_installs_what_is_missing(string isRoot, string command)
    {
        var doctor = Bash.Source($"is_root() {{ {isRoot}; }}; where() {{ [[ $1 != postgresql && $1 != libtorch-dev ]]; }}; version() {{ :; }}; apt-get() {{ :; }}; doctor");

        doctor.ExitCode.ShouldBe(1);
        doctor.Output.ShouldContain(command);
    }

    [Fact]
    public void Doctor_is_content_when_all_is_here() =>
        Bash.Source("where() { :; }; version() { echo 1.0; }; sdk() { echo 10.0.100; }; node_version() { echo 20.1.0; }; npm() { echo 10; }; doctor").ExitCode.ShouldBe(0);
}
