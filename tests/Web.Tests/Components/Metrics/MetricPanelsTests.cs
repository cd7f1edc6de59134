using Mantissa.Catalogue;
using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Tests.Components.Metrics;

public sealed class MetricPanelsTests
{
    private static readonly TrainerEntry Trainer = new()
    {
        Name = "t", Title = "T", Summary = "s",
        Metrics =
        [
            new() { Name = "validation/top1", Title = "Validation top-1", Unit = "fraction", Primary = true },
            new() { Name = "images_per_second", Title = "Throughput", Unit = "images/s" },
        ],
    };

    [Fact]
    public void What_is_read_together_shares_a_chart_and_the_primary_metric_comes_first()
    {
        var panels = MetricPanels.Of(["images_per_second", "train/loss", "time/step", "train/top1", "validation/loss", "validation/top1"], Trainer);

        panels.Select(p => p.Key).ShouldBe(["top1", "loss", "step", "images_per_second"], ignoreOrder: true);
        panels[0].Key.ShouldBe("top1");
        panels[0].Unit.ShouldBe("fraction");
        panels[0].Lines.Select(l => l.Label).ShouldBe(["validation", "train"]);
        panels.Where(p => p.IsAside).Select(p => p.Key).ShouldBe(["step", "images_per_second"], ignoreOrder: true);
        panels.TakeWhile(p => !p.IsAside).Count().ShouldBe(2);
    }

    [Fact]
    public void A_chart_of_one_metric_has_its_declared_title_and_no_label()
    {
        var panel = MetricPanels.Of(["images_per_second"], Trainer).ShouldHaveSingleItem();

        panel.Title.ShouldBe("Throughput");
        panel.Lines.ShouldHaveSingleItem().Label.ShouldBe("");
    }

    [Fact]
    public void Parts_join_the_chart_of_their_whole()
    {
        var panel = MetricPanels.Of(["swd/16", "swd", "swd/32"], Trainer with { Metrics = [new() { Name = "swd", Title = "Distance" }] }).ShouldHaveSingleItem();

        panel.Title.ShouldBe("Distance");
        panel.Lines.Select(l => l.Label).ShouldBe(["overall", "16", "32"]);
    }

    [Fact]
    public void An_unknown_metric_is_shown_in_words() =>
        MetricPanels.Of(["gradient_norm"], trainer: null).ShouldHaveSingleItem().Title.ShouldBe("Gradient norm");

    [Fact]
    public void What_a_format_reports_has_a_place_of_its_own() =>
        MetricPanels.Of(["format/conv1.weight/exponent", "format/overflows"], Trainer).ShouldBeEmpty();

    [Fact]
    public void Sites_and_statistics_are_taken_apart()
    {
        var sites = new FormatSites(["format/a.weight/exponent", "format/b/c/exponent", "format/a.weight/overflow_rate", "format/overflows", "train/loss"]);

        sites.Statistics.ShouldBe(["exponent", "overflow_rate"]);
        sites.Sites("exponent", "").ShouldBe(["a.weight", "b/c"]);
        sites.Sites("exponent", "WEIGHT").ShouldBe(["a.weight"]);
        FormatSites.Metric("b/c", "exponent").ShouldBe("format/b/c/exponent");
    }
}
