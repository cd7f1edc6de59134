using Mantissa.Web.Components.Pages.Compare;

namespace Mantissa.Web.Tests.Components.Pages.Compare;

public sealed class ParameterDiffTests
{
    [Fact]
    public void Only_what_differs_is_a_row_and_seeds_are_one_column()
    {
        var first = ComparedRuns.Of("fp32", 1, ("batch", 32), ("learningRate", 0.1));
        var second = ComparedRuns.Of("fp32", 2, ("batch", 32), ("learningRate", 0.1));
        var other = ComparedRuns.Of("flex16+5", 1, ("batch", 64), ("learningRate", 0.1));

        var diff = ParameterDiff.Of([other, first, second], first, ComparedRuns.Catalogue);

        diff.Variants.Select(variant => variant.Select(run => run.Name)).ShouldBe([["fp32 1", "fp32 2"], ["flex16+5 1"]]);
        diff.Rows.Count.ShouldBe(2);
        diff.Rows[0].Values.ShouldBe(["fp32", "flex16+5"]);
        diff.Rows[1].Values.Select(value => value![..2]).ShouldBe(["32", "64"]);
    }

    [Fact]
    public void The_chosen_baseline_comes_first()
    {
        var (a, b, c) = (ComparedRuns.Of("fp32", 1), ComparedRuns.Of("fp16", 1), ComparedRuns.Of("flex16+5", 1));

        foreach (var baseline in new[] { a, b, c })
            ParameterDiff.Of([a, b, c], baseline, ComparedRuns.Catalogue).Variants[0].ShouldHaveSingleItem().ShouldBe(baseline);
    }

    [Fact]
    public void A_parameter_that_some_lack_differs()
    {
        var (with, without) = (ComparedRuns.Of("fp32", 1, ("momentum", 0.9)), ComparedRuns.Of("fp32", 1));

        var row = ParameterDiff.Of([with, without], without, ComparedRuns.Catalogue).Rows.ShouldHaveSingleItem();

        row.Values.ShouldBe([null, "0.9"]);
    }

    [Fact]
    public void Nothing_but_the_seed_is_no_difference()
    {
        var runs = new[] { ComparedRuns.Of("fp32", 1), ComparedRuns.Of("fp32", 2) };

        ParameterDiff.Of(runs, runs[1], ComparedRuns.Catalogue).Rows.ShouldBeEmpty();
    }
}
