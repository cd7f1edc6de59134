using System.Text.Json.Nodes;
using Mantissa.Catalogue.Validation;

namespace Mantissa.Catalogue.Tests.Validation;

public sealed class StartRuleTests
{
    private static readonly RunSpecification Source = Resolved(SampleCatalogue.Run());

    [Fact]
    public void Format_seed_and_recipe_may_differ() =>
        Problem(Source with { Format = "flex16+5", Seed = 9, Training = new JsonObject { ["epochs"] = 1 } }).ShouldBeNull();

    [Fact]
    public void Another_model_is_named() =>
        Problem(Source with { Model = "wgan" }).ShouldBe(
            "The checkpoint is of the model 'resnet', and this run trains 'wgan'. Choose a checkpoint of a run of 'wgan'.");

    [Fact]
    public void Another_network_is_named_with_the_option_and_its_value() =>
        Problem(Source with { ModelOptions = new JsonObject { ["depth"] = 26 } }).ShouldBe(
            "The checkpoint was written with depth = 20, and this run has 26. Both need the same network: set modelOptions.depth to 20.");

    [Fact]
    public void A_number_written_otherwise_is_the_same_number() =>
        Problem(Source with { ModelOptions = new JsonObject { ["depth"] = 20.0 } }).ShouldBeNull();

    [Fact]
    public void Another_image_size_is_named() =>
        Problem(Source with { DatasetOptions = new JsonObject { ["imageSize"] = 64, ["trainImages"] = 1000 } }).ShouldBe(
            "The checkpoint was written with images of 32 px, and this run has 64 px. Choose a dataset or an image size of 32 px.");

    private static string? Problem(RunSpecification run) => StartRule.Problem(run, Source, SampleCatalogue.Create());

    private static RunSpecification Resolved(RunSpecification run) => SpecificationValidator.Resolve(run, SampleCatalogue.Create()).Value!;
}
