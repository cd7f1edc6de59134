using Mantissa.Catalogue;
using Mantissa.Cli.Api;
using Mantissa.Data.Comparisons;
using Spectre.Console;

namespace Mantissa.Cli.Tests.Api;

public sealed class ParityViewTests
{
    [Fact]
    public void Each_format_has_its_numbers_and_its_verdict()
    {
        var metric = new MetricEntry { Name = "validation/top1", Title = "Top-1", Goal = MetricGoal.Maximize, Primary = true };
        var table = new ParityTable(Guid.Empty, "fp32",
        [
            new("resnet", "shapes", metric,
            [
                new("fp32", true, [], 1, 0, 0.4321, 0.5, null, null, "The others are measured against it."),
                new("flex16+5", false, [], 1, 0, 0.43, 0.49, new(1, -0.0021, null, null), ParityVerdict.NotEnoughSeeds, "One seed cannot tell."),
            ]),
        ]);

        var lines = Render(table);

        lines.ShouldContain(line => line.Contains("resnet") && line.Contains("validation/top1") && line.Contains("0.4321") && line.Contains("baseline"));
        lines.ShouldContain(line => line.Contains("flex16+5") && line.Contains("−0.0021") && line.Contains("not enough seeds"));
        ParityView.Explanations(table).ShouldBe(["flex16+5: One seed cannot tell."]);
    }

    private static string[] Render(ParityTable table)
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 160;
        console.Write(ParityView.Table(table));
        return written.ToString().Split('\n');
    }
}
