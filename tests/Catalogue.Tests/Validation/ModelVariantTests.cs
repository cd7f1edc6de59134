using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue.Validation;
using static Mantissa.Catalogue.Tests.SampleCatalogue;

namespace Mantissa.Catalogue.Tests.Validation;

/// <summary>A model whose kinds have other depths and take other images.</summary>
public class ModelVariantTests
{
    private static readonly CatalogueDocument Catalogue = Create() with
    {
        Models =
        [
            new()
            {
                Name = "vgg", Title = "VGG", Summary = "s", Source = "Simonyan 2014", Task = LearningTask.Classification,
                Trainer = "classification", ImageSizes = new() { Minimum = 16, Maximum = 64 },
                Parameters =
                [
                    Depth(11, 1, 100, 1),
                    new() { Name = "kind", Label = "Kind", Kind = ParameterKind.Choice, Help = "h", Choices = ["plain", "wide"], Default = JsonSerializer.SerializeToElement("plain") },
                ],
                Variants =
                [
                    new("kind", "plain") { Parameters = [Depth(11, 11, 19, 8)] },
                    new("kind", "wide") { ImageSizes = new() { Minimum = 48, Maximum = 64 }, Parameters = [Depth(16, 16, 20, 4)] },
                ],
            },
        ],
    };

    [Theory]
    [InlineData("""{"depth": 19}""", 32, null)]
    [InlineData("""{"depth": 16}""", 32, "modelOptions.depth")]
    [InlineData("""{"kind": "wide", "depth": 16}""", 64, null)]
    [InlineData("""{"kind": "wide", "depth": 19}""", 64, "modelOptions.depth")]
    [InlineData("""{"kind": "wide"}""", 32, "datasetOptions.imageSize")]
    [InlineData("""{"kind": "tall", "depth": 50}""", 32, "modelOptions.kind")]
    [InlineData("""{"kind": 5, "depth": 50}""", 32, "modelOptions.kind")]
    public void A_variant_brings_its_own_rules(string options, int size, string? field) =>
        Resolve(options, size).Errors.Select(error => error.Field).ShouldBe(field is null ? [] : [field]);

    [Theory]
    [InlineData("{}", 11)]
    [InlineData("""{"kind": "wide"}""", 16)]
    public void A_variant_fills_in_its_own_default(string options, int depth) =>
        Resolve(options, 64).Value!.ModelOptions["depth"]!.GetValue<int>().ShouldBe(depth);

    private static Resolution<RunSpecification> Resolve(string options, int size) => SpecificationValidator.Resolve(
        new() { Model = "vgg", Format = "fp32", Dataset = "shapes", ModelOptions = JsonNode.Parse(options)!.AsObject(), DatasetOptions = Options(("imageSize", size)) },
        Catalogue);

    private static ParameterSchema Depth(int value, int minimum, int maximum, int step) => new()
    {
        Name = "depth", Label = "Depth", Kind = ParameterKind.Integer, Help = "h", Default = JsonSerializer.SerializeToElement(value),
        Minimum = minimum, Maximum = maximum, Step = step,
    };
}
