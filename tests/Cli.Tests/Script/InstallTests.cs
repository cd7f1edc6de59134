using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Script;

/// <summary>What the script does about things that are missing; the functions that would change the machine are replaced.</summary>
public sealed class InstallTests
{
    [Fact]
    public void Without_the_sdk_the_answer_is_one_sentence_with_the_address()
    {
        var outcome = Bash.Source("dotnet() { return 127; }; need_sdk");

        OneSentence(outcome).ShouldContain("https://dotnet.microsoft.com/download/dotnet/10.0");
    }

    [Theory]
    [InlineData("16.20.1")]
    [InlineData("")]
    public void Without_a_recent_Node_the_answer_is_one_sentence_with_the_address(string version)
    {
        var outcome = Bash.Source($"node_version() {{ echo '{version}'; [[ '{version}' ]]; }}; need_node");

        OneSentence(outcome).ShouldContain("Node.js 18 or newer");
    }

    [Fact]
    public void Without_apt_get_the_answer_names_what_to_install()
    {
        var outcome = Bash.Source("command() { [[ $2 != apt-get ]]; }; install libtorch-dev cmake");

        OneSentence(outcome).ShouldMatch("no apt-get.*: libtorch-dev cmake");
    }

    [Fact]
    public void Without_sudo_the_answer_is_the_command_for_root()
    {
        var outcome = Bash.Source("is_root() { false; }; command() { [[ $2 != sudo ]]; }; install libtorch-dev");

        OneSentence(outcome).ShouldEndWith("as root, run: apt-get update && apt-get install -y --no-install-recommends libtorch-dev\n");
    }

    [Fact]
    public void With_a_sudo_that_wants_a_password_and_nobody_to_ask_the_answer_is_the_command()
    {
        var outcome = Bash.Source("is_root() { false; }; command() { :; }; sudo() { return 1; }; install libtorch-dev");

        OneSentence(outcome).ShouldEndWith("run: sudo apt-get update && sudo apt-get install -y --no-install-recommends libtorch-dev\n");
    }

    [Fact]
    public void Only_what_is_missing_is_asked_for() =>
        Bash.Source("where() { [[ $1 != cmake && $1 != g++ ]]; }; install() { echo \"$@\"; }; need \"${product[@]}\"").Output.ShouldBe("cmake g++\n");

    [Fact]
    public void Nothing_is_installed_when_nothing_is_missing() =>
        Bash.Source("where() { :; }; install() { echo \"$@\"; }; need \"${product[@]}\"").ShouldBe(new(0, "", ""));

    [Fact]
    public void A_PostgreSQL_service_that_was_not_there_before_is_stopped_and_one_that_was_is_left_alone()
    {
        using var checkout = new TemporaryDirectory();
        // The machine has a cluster 14/old that runs; installing brings 15/main, which starts at once.
        var outcome = Bash.Source($$"""
            state={{checkout.Path}}
            is_root() { true; }
            as_root() { echo "$*" >>"$state/done"; }
            pg_lsclusters() {
              echo '14 old 5432 online postgres /x /y'
              ! grep -q 'apt-get.* install' "$state/done" 2>/dev/null || echo '15 main 5433 online postgres /x /y'
            }
            install postgresql
            """);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        File.ReadAllLines(checkout.Combine("done")).ShouldBe(
        [
            "apt-get -o DPkg::Lock::Timeout=300 update -q",
            "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends postgresql",
            "pg_ctlcluster 15 main stop",
        ]);
    }

    [Fact]
    public void The_end_of_the_log_is_shown_when_apt_get_fails()
    {
        using var checkout = new TemporaryDirectory();
        var outcome = Bash.Source($$"""
            state={{checkout.Path}}
            as_root() { case $* in *install*) echo 'E: Unable to locate package libtorch-dev'; return 100 ;; esac; }
            is_root() { true; }
            install libtorch-dev
            """);

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("E: Unable to locate package libtorch-dev");
        outcome.Errors.ShouldContain("apt-get could not install libtorch-dev");
    }

    private static string OneSentence(Outcome outcome)
    {
        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("mantissa: ");
        return outcome.Errors;
    }
}
