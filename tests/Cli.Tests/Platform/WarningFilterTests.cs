using Mantissa.Cli.Platform;

namespace Mantissa.Cli.Tests.Platform;

public sealed class WarningFilterTests
{
    [Fact]
    public void Warnings_are_shown_without_their_header_and_the_rest_is_not()
    {
        string[] log =
        [
            "info: Microsoft.Hosting.Lifetime[14]",
            "      Now listening on: http://127.0.0.1:5080",
            "warn: Mantissa.Data.Embedded[3]",
            "      The cluster lives in /var/lib/mantissa,",
            "      because postgres may not enter /root.",
            "info: Mantissa.Web[1]",
            "      Ready.",
            "",
        ];

        Shown(log).ShouldBe(["The cluster lives in /var/lib/mantissa,", "because postgres may not enter /root."]);
    }

    [Fact]
    public void Entries_on_one_line_are_known_too() =>
        Shown(["12:30:01 info: Mantissa.Jobs.Worker[3] Serves cpu", "12:30:02 warn: Mantissa.Jobs.Worker[9] The database does not answer.", "12:30:03 info: Mantissa.Jobs.Worker[4] Back"])
            .ShouldBe(["The database does not answer."]);

    [Fact]
    public void A_cry_of_the_runtime_is_shown() =>
        Shown(["info: X[1]", "      quiet", "Unhandled exception. System.DllNotFoundException: libtorch", "   at Program.Main()"])
            .ShouldBe(["Unhandled exception. System.DllNotFoundException: libtorch", "   at Program.Main()"]);

    private static IEnumerable<string> Shown(string[] log)
    {
        var filter = new WarningFilter();
        return log.Select(filter.Read).OfType<string>();
    }
}
