using Mantissa.Catalogue.Validation;
using static Mantissa.Catalogue.Tests.SampleCatalogue;

namespace Mantissa.Catalogue.Tests.Validation;

public class ComparisonGridTests
{
    private static readonly CatalogueDocument Catalogue = Create();

    private static readonly ComparisonSpecification Grid = new()
    {
        Models = [new() { Model = "resnet", Dataset = "shapes" }, new() { Model = "wgan", Dataset = "rooms" }],
        Formats = ["fp32", "flex16+5"],
        Seeds = [1, 2, 3],
    };

    [Fact]
    public void A_grid_is_models_by_formats_by_seeds()
    {
        var runs = ComparisonGrid.Expand(Grid, Catalogue).Value.ShouldNotBeNull();

        runs.Count.ShouldBe(12);
        runs.Select(r => (r.Model, r.Format, r.Seed)).Distinct().Count().ShouldBe(12);
        runs[0].Name.ShouldBe("resnet-20 · fp32 · seed 1");
    }

    [Fact]
    public void Runs_that_differ_in_format_share_everything_else()
    {
        var runs = ComparisonGrid.Expand(Grid, Catalogue).Value!;
        foreach (var pair in runs.GroupBy(r => (r.Model, r.Seed)))
            pair.Select(r => r.Training.ToJsonString() + r.ModelOptions.ToJsonString() + r.DatasetOptions.ToJsonString()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Format_options_reach_the_formats_that_know_them()
    {
        var runs = ComparisonGrid.Expand(Grid with { FormatOptions = Options(("mode", "ngraph")) }, Catalogue).Value.ShouldNotBeNull();

        runs.Where(r => r.Format == "flex16+5").ShouldAllBe(r => r.FormatOptions["mode"]!.GetValue<string>() == "ngraph");
        runs.Where(r => r.Format == "fp32").ShouldAllBe(r => r.FormatOptions.Count == 0);
    }

    [Fact]
    public void A_format_option_that_none_knows_is_an_error() =>
        Only(Grid with { FormatOptions = Options(("modes", "ngraph")) }).Field.ShouldBe("formatOptions.modes");

    [Fact]
    public void An_error_of_a_model_is_reported_once_and_in_its_place()
    {
        var error = Only(Grid with { Models = [Grid.Models[0], Grid.Models[1] with { Training = Options(("batch", 0)) }] });
        error.Field.ShouldBe("models[1].training.batch");
    }

    [Fact]
    public void An_unknown_format_is_reported_once() => Only(Grid with { Formats = ["fp32", "fp33"] }).Field.ShouldBe("formats");

    [Fact]
    public void Empty_axes_are_all_named() =>
        ComparisonGrid.Expand(new(), Catalogue).Errors.Select(e => e.Field).ShouldBe(["models", "formats"]);

    [Fact]
    public void Too_many_runs_are_refused_with_the_arithmetic() =>
        Only(Grid with { Seeds = Enumerable.Range(1, 126).Select(i => (long)i).ToList() }).Message
            .ShouldContain("2 models × 2 formats × 126 seeds is 504 runs");

    [Fact]
    public void The_baseline_has_to_take_part() => Only(Grid with { Formats = ["flex16+5"] }).Field.ShouldBe("baseline");

    [Theory]
    [InlineData("seeds")]
    [InlineData("formats")]
    [InlineData("models")]
    public void Nothing_is_compared_with_itself(string axis) => Only(axis switch
    {
        "seeds" => Grid with { Seeds = [1, 1] },
        "formats" => Grid with { Formats = ["fp32", "fp32"] },
        _ => Grid with { Models = [Grid.Models[0], Grid.Models[0]] },
    }).Field.ShouldBe(axis);

    private static FieldError Only(ComparisonSpecification grid) => ComparisonGrid.Expand(grid, Catalogue).Errors.ShouldHaveSingleItem();
}
