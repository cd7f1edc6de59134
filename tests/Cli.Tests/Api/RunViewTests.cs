using Mantissa.Cli.Api;
using Mantissa.Cli.Demo;
using Spectre.Console;

namespace Mantissa.Cli.Tests.Api;

public sealed class RunViewTests
{
    private static readonly ApiRun Run = new() { Id = Guid.NewGuid(), Name = "resnet-20 · fp32 · seed 1", Model = "resnet", Format = "fp32", Status = "Queued" };

    [Fact]
    public void A_run_that_trains_shows_progress_loss_speed_and_time_left() =>
        RunView.Line(Run with { Status = "Running", Step = 30, TotalSteps = 120, Loss = 1.2345, ImagesPerSecond = 812.6, EtaSeconds = 95 })
            .ShouldBe("resnet fp32  running  25 %  loss 1.235  813 images/s  0:01:35 left");

    [Fact]
    public void A_run_that_waits_says_why() =>
        RunView.Line(Run with { StatusReason = "No worker serves the queue 'gpu'." }).ShouldBe("resnet fp32  queued  No worker serves the queue 'gpu'.");

    [Fact]
    public void A_run_that_has_not_recorded_a_loss_yet_shows_none() =>
        RunView.Line(Run with { Status = "Running", Step = 1, TotalSteps = 100, Loss = double.NaN }).ShouldBe("resnet fp32  running  1 %");

    [Fact]
    public void A_loss_that_is_not_a_number_is_shown_as_such() =>
        RunView.Line(Run with { Status = "Failed", Loss = double.NaN, StatusReason = "The loss is NaN." }).ShouldBe("resnet fp32  failed  loss NaN  The loss is NaN.");

    [Fact]
    public void The_table_has_a_bar_for_each_run()
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 120;
        console.Write(RunView.Table(
        [
            Run with { Status = "Running", Step = 60, TotalSteps = 120, Loss = 1 },
            Run with { Format = "flex16+5", Status = "Failed", StatusReason = "[brackets] are no markup" },
        ]));

        written.ToString().ShouldContain("50 %");
        written.ToString().ShouldContain("flex16+5");
        written.ToString().ShouldContain("[brackets] are no markup");
    }

    [Fact]
    public void The_summary_has_the_runs_and_is_ok_only_when_all_completed()
    {
        var id = Guid.Parse("00000000-0000-0000-0000-000000000001");
        var done = Run with { Id = id, Status = "Completed", Metrics = new Dictionary<string, double> { ["validation/top1"] = 0.5, ["validation/loss"] = double.NaN } };
        var comparison = new SubmittedComparison(id, "demo", "http://127.0.0.1:5080/compare/1", [done]);

        DemoSummary.Json(comparison).ShouldBe(
            """{"demo":"ok","runs":[{"id":"00000000-0000-0000-0000-000000000001","model":"resnet","format":"fp32","status":"Completed","metrics":{"validation/top1":0.5,"validation/loss":"NaN"}}],"url":"http://127.0.0.1:5080/compare/1"}""");
        DemoSummary.Json(comparison with { Runs = [done, Run with { Status = "Cancelled" }] }).ShouldStartWith("""{"demo":"failed",""");
    }
}
