using Mantissa.Web.Components.Pages.Compare;

namespace Mantissa.Web.Tests.Components.Pages.Compare;

public sealed class RunSurfaceTests
{
    private static readonly RunColumn Rate = new("training.learningRate", "Learning rate", null, null, [0.1, 0.1, 0.2, 0.2, 0.2]);
    private static readonly RunColumn Batch = new("training.batch", "Batch", null, null, [16, 32, 16, 32, 64]);
    private static readonly RunColumn Format = new("format", "Format", null, ["fp16", "fp32"], [0, 1, 0, 1, 0]);
    private static readonly RunColumn Seed = new("seed", "Seed", null, null, [1, 2, 3, 4, 5]);
    private static readonly RunColumn Loss = new("metrics.loss", "Loss", null, null, [1, 2, 3, 4, double.NaN]);

    [Fact]
    public void Parameters_that_are_numbers_come_first_and_the_metric_is_the_height()
    {
        var surface = RunSurface.Of([Format, Seed, Rate, Batch, Loss], new(), 5)!;

        (surface.Across, surface.Upwards, surface.Height).ShouldBe((Rate, Batch, Loss));
        surface.Places.ShouldBe([0, 1, 2, 3]);
        surface.Contour.Patches.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_chosen_is_taken_and_words_are_no_axis()
    {
        RunSurface.Of([Format, Seed, Rate, Batch, Loss], new() { Across = "seed", Upwards = "training.learningRate" }, 5)!
            .ShouldSatisfyAllConditions(s => s.Across.ShouldBe(Seed), s => s.Upwards.ShouldBe(Rate));
        RunSurface.Of([Format, Rate, Batch, Loss], new() { Across = "format" }, 5)!.Across.ShouldBe(Rate);
        RunSurface.Of([Format, Rate, Loss], new(), 5).ShouldBeNull();
        RunSurface.Of([Rate, Batch], new(), 5).ShouldBeNull();
    }

    [Fact]
    public void Why_there_is_none_is_said_in_words()
    {
        var few = RunSurface.Of([Rate, Batch, Loss with { Values = [1, 2, 3, double.NaN, double.NaN] }], new(), 5)!;
        few.WhyFlat.ShouldBe("It takes 4 runs or more that differ in Learning rate or Batch; there are 3 such places.");
        var line = RunSurface.Of([Seed, Rate with { Values = [1, 2, 3, 4, 5] }, Loss], new(), 5)!;
        line.Contour.Patches.ShouldBeEmpty();
        line.WhyFlat.ShouldBe("All 4 places lie on one line: Learning rate and Seed do not vary independently.");
    }
}
