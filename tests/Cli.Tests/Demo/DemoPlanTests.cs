using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Cli.Demo;

namespace Mantissa.Cli.Tests.Demo;

public sealed class DemoPlanTests
{
    private static readonly CatalogueDocument Catalogue = DemoCatalogue.Create("/srv/images");

    [Fact]
    public void Two_models_in_two_formats_are_compared_from_the_preset_that_was_asked_for()
    {
        var plan = DemoPlan.Create(Catalogue, "quick", _ => false);

        plan.Formats.ShouldBe(["fp32", "flex16+5"]);
        plan.Models.Select(m => (m.Model, m.Dataset)).ShouldBe([("resnet", "shapes"), ("wgan", "shapes")]);
        plan.Models[0].Training["steps"]!.GetValue<int>().ShouldBe(150);
        plan.Models[0].ModelOptions["depth"]!.GetValue<int>().ShouldBe(20);
    }

    [Fact]
    public void Real_images_are_used_where_the_worker_has_them()
    {
        var asked = new List<string>();
        var plan = DemoPlan.Create(Catalogue, "quick", path =>
        {
            asked.Add(path);
            return true;
        });

        asked.ShouldAllBe(path => path == "/srv/images/cifar10-jpeg.zip");
        foreach (var member in plan.Models)
        {
            member.Dataset.ShouldBe("image-folder");
            member.DatasetOptions["path"]!.GetValue<string>().ShouldBe("/srv/images/cifar10-jpeg.zip");
            member.DatasetOptions["imageSize"]!.GetValue<int>().ShouldBe(32);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_planned_is_a_valid_grid_of_four_runs(bool realImages)
    {
        var resolution = ComparisonGrid.Expand(DemoPlan.Create(Catalogue, "quick", _ => realImages), Catalogue);

        resolution.Errors.ShouldBeEmpty();
        resolution.Value!.Select(run => $"{run.Model} {run.Format}").ShouldBe(
            ["resnet fp32", "resnet flex16+5", "wgan fp32", "wgan flex16+5"], ignoreOrder: true);
    }

    [Fact]
    public void A_preset_or_model_that_no_worker_offers_is_named()
    {
        Should.Throw<ProblemException>(() => DemoPlan.Create(Catalogue, "endless", _ => false)).Message.ShouldContain("'endless'");
        Should.Throw<ProblemException>(() => DemoPlan.Create(new(), "quick", _ => false)).Message.ShouldContain("'resnet'");
    }

    [Fact]
    public void Planning_takes_nothing_out_of_the_catalogue()
    {
        DemoPlan.Create(Catalogue, "quick", _ => false).Models[0].Training["steps"] = JsonValue.Create(1);

        Catalogue.Model("resnet")!.Presets[0].Training["steps"]!.GetValue<int>().ShouldBe(150);
    }
}
