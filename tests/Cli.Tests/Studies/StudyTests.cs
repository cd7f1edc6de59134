using Mantissa.Catalogue;
using Mantissa.Cli.Api;
using Mantissa.Cli.Studies;
using Mantissa.Cli.Tests.Demo;
using Mantissa.Data.Comparisons;

namespace Mantissa.Cli.Tests.Studies;

public sealed class StudyTests
{
    public static TheoryData<string> Names => [.. Study.All().Select(study => study.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_study_that_is_started_again_asks_for_the_same_runs(string name)
    {
        var study = Study.All().Single(s => s.Name == name);

        Key(study, "/data/cifar10-jpeg.zip").ShouldBe(Key(study, "/data/cifar10-jpeg.zip"));
        Key(study, "/data/cifar10-jpeg.zip").ShouldNotBe(Key(study, null));
        Key(study, null).Length.ShouldBeLessThanOrEqualTo(200);
    }

    [Fact]
    public void Runs_show_the_primary_metric_first_and_how_long_they_took()
    {
        var start = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var run = new ApiRun
        {
            Id = Guid.NewGuid(), Name = "n", Model = "resnet", Format = "fp32", Status = "Completed", Seed = 3, ImagesPerSecond = 412.4,
            StartedAt = start, FinishedAt = start.AddSeconds(3725),
            Metrics = new Dictionary<string, double> { ["train/loss"] = 0.51234567, ["validation/top1"] = 0.75, ["time/step"] = 280, ["learning_rate"] = 0.1 },
        };

        StudyTables.Runs([run], new() { Name = "validation/top1", Title = "t", Primary = true }).ShouldBe(
            """
            | format | seed | status | validation/top1 | train/loss | images/s | wall time |
            | --- | --- | --- | --- | --- | --- | --- |
            | `fp32` | 3 | completed | 0.75 | 0.5123 | 412 | 1:02:05 |

            """);
    }

    [Fact]
    public void Verdicts_come_with_their_interval()
    {
        var metric = new MetricEntry { Name = "validation/top1", Title = "t", Primary = true };
        var parity = new ParityTable(Guid.NewGuid(), "fp32", [new("resnet", "shapes", metric,
        [
            new("fp32", true, [], 3, 0, 0.5, 0.6, null, null, ""),
            new("flex16+5", false, [], 3, 0, 0.51, 0.61, new(3, 0.01, -0.002, 0.022), ParityVerdict.NotEnoughSeeds, ""),
        ])]);

        StudyTables.Parity(parity).ShouldContain("|  |  | `flex16+5` | 0.51 | 0.61 | +0.01 | −0.002 … +0.022 | not enough seeds |");
    }

    [Fact]
    public void A_claim_is_held_against_each_model()
    {
        var parity = new ParityTable(Guid.NewGuid(), "fp32",
        [
            Judged("resnet", ParityVerdict.Match), Judged("alexnet", ParityVerdict.Worse), Judged("wgan", ParityVerdict.NotEnoughSeeds), Judged("dcgan", ParityVerdict.Better),
        ]);

        new PublishedClaim("dfp16", "matches.", [ParityVerdict.Match, ParityVerdict.Better]).Against(parity).ShouldBe(
            "- `dfp16`: matches. Agrees: resnet (match, −0.02); dcgan (better, −0.02). Disagrees: alexnet (worse, −0.02). Undecided: wgan (not enough seeds, −0.02).");
        new PublishedClaim("fp16", "fails.", [ParityVerdict.Failed]).Against(parity).ShouldBe("- `fp16`: fails. Not trained here.");

        static ParityModel Judged(string model, ParityVerdict verdict) => new(model, "shapes", null,
        [
            new("fp32", true, [], 3, 0, 0.5, 0.6, null, null, ""),
            new("dfp16", false, [], 3, 0, 0.48, 0.6, new(3, -0.02, -0.03, -0.01), verdict, ""),
        ]);
    }

    private static string Key(Study study, string? images) => Study.KeyOf(study.Name, study.Create(DemoCatalogue.Create(), images));
}
