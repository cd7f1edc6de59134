using System.Text.Json.Nodes;
using Mantissa.Data.Dashboards;
using Mantissa.Web.Components.Dashboards;
using Mantissa.Web.Dashboards;

namespace Mantissa.Web.Tests.Dashboards;

public sealed class WidgetKindTests
{
    public static TheoryData<string> Kinds => [.. WidgetKind.All.Select(kind => kind.Name)];
    public static TheoryData<string> ReadyMadeOnes => [.. ReadyMade.All.Select(ready => ready.Name)];

    [Fact]
    public void All_kinds_and_ready_made_dashboards_are_found()
    {
        WidgetKind.All.Select(kind => kind.Name).ShouldBe(["chart", "number", "runs", "parity", "samples", "text"]);
        ReadyMade.All.Select(ready => ready.Name).ShouldBe(["format-parity", "wgan-convergence", "format-health", "throughput", "one-model"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_describes_itself(string name)
    {
        var kind = WidgetKind.Find(name).ShouldNotBeNull();

        kind.Component.IsSubclassOf(typeof(Widget)).ShouldBeTrue();
        kind.Summary.ShouldEndWith(".");
        kind.Options.ShouldAllBe(option => option.Help.EndsWith('.') || option.Help.EndsWith('*'));
        kind.Create().Place.Problem().ShouldBeNull();
        kind.Create().Id.ShouldNotBe(kind.Create().Id);
        kind.Resolve([]).Errors.ShouldBeEmpty();
        kind.Resolve(new JsonObject { ["nothing"] = 1 }).Errors.ShouldContain(error => error.Field == "options.nothing");
    }

    [Theory]
    [MemberData(nameof(ReadyMadeOnes))]
    public void A_ready_made_dashboard_breaks_no_rule_and_is_arranged(string name)
    {
        var draft = ReadyMade.All.Single(ready => ready.Name == name).Draft();

        DashboardCheck.Check(draft).ShouldBeEmpty();
        GridLayout.Arrange(draft.Content.Widgets).Select(widget => (widget.Id, widget.Place))
            .ShouldBe(GridLayout.Ordered(draft.Content.Widgets).Select(widget => (widget.Id, widget.Place)));
    }

    [Fact]
    public void Wrong_options_are_named_with_the_widget_that_has_them()
    {
        var widgets = new[]
        {
            WidgetKind.Find("chart")!.Create(new JsonObject { ["metric"] = "loss", ["smoothing"] = 1.5 }),
            new DashboardWidget { Id = Guid.NewGuid(), Kind = "pie" },
            WidgetKind.Find("number")!.Create(new JsonObject { ["statistic"] = "median" }),
        };

        var errors = DashboardCheck.Check(new() { Name = "x", Content = new() { Widgets = widgets } });

        errors.Select(error => error.Field).ShouldBe(["content.widgets[0].options.smoothing", "content.widgets[1].kind", "content.widgets[2].options.statistic"]);
        errors[0].Message.ShouldBe("Smoothing must be between 0 and 0.99, not 1.5.");
        errors[1].Message.ShouldContain("There is no widget 'pie'. Known: chart, number");
        errors[2].Message.ShouldStartWith("Figure cannot be 'median'.");
    }
}
