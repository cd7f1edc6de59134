using Mantissa.Cli.Platform;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Platform;

public sealed class RunningPlatformTests
{
    [Fact]
    public void A_platform_is_found_while_it_is_up_and_not_after()
    {
        using var data = new TemporaryDirectory();
        using (RunningPlatform.Claim(data.Path, "http://127.0.0.1:5080"))
            RunningPlatform.Find(data.Path).ShouldBe(new("http://127.0.0.1:5080"));

        RunningPlatform.Find(data.Path).ShouldBeNull();
    }

    [Fact]
    public void A_second_one_over_the_same_data_is_refused_with_the_address_of_the_first()
    {
        using var data = new TemporaryDirectory();
        using var first = RunningPlatform.Claim(data.Path, "http://127.0.0.1:5080");

        Should.Throw<ProblemException>(() => RunningPlatform.Claim(data.Path, "http://127.0.0.1:5081")).Message.ShouldContain("http://127.0.0.1:5080");
    }

    [Fact]
    public void A_data_directory_that_cannot_be_made_is_one_sentence()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder.Combine("taken"), "");

        Should.Throw<ProblemException>(() => RunningPlatform.Claim(folder.Combine("taken"), "http://127.0.0.1:5080")).Message.ShouldContain("--data-dir");
    }

    [Fact]
    public void Nothing_is_up_over_a_folder_that_does_not_exist() => RunningPlatform.Find("/nonexistent/data").ShouldBeNull();
}
