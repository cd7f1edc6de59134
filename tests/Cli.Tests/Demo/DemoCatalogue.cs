using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Cli.Tests.Demo;

/// <summary>A catalogue with what the demonstration and the studies ask for, and no more.</summary>
internal static class DemoCatalogue
{
    public static CatalogueDocument Create(params string[] roots) => new()
    {
        Models =
        [
            Model("resnet", LearningTask.Classification, "classification", "depth", 20), Model("alexnet", LearningTask.Classification, "classification", "width", 1),
            Model("dcgan", LearningTask.Generation, "dcgan", "features", 16), Model("wgan", LearningTask.Generation, "wgan", "features", 16),
        ],
        Trainers = [Trainer("classification"), Trainer("dcgan"), Trainer("wgan")],
        Formats =
        [
            new() { Name = "fp32", Family = "fp32", Title = "FP32", Summary = "s", Source = "s", Documentation = "d", BitsPerValue = 32 },
            new()
            {
                Name = "flex16+5", Family = "flexN+M", Title = "Flexpoint", Summary = "s", Source = "s", Documentation = "d", BitsPerValue = 16,
                Numbers = [new("N", "Bits", 4, 24), new("M", "Exponent bits", 3, 8)],
            },
        ],
        Datasets =
        [
            Dataset("shapes", Whole("imageSize", 32)),
            Dataset("image-folder", Whole("imageSize", 32), new()
            {
                Name = "path", Label = "Path", Kind = ParameterKind.Path, Help = "h", Required = true, Roots = roots,
            }),
        ],
    };

    private static ModelEntry Model(string name, LearningTask task, string trainer, string option, int value) => new()
    {
        Name = name, Title = name, Summary = "s", Source = "s", Task = task, Trainer = trainer, ImageSizes = new() { Sizes = [32, 64] },
        Parameters = [Whole(option, value)],
        Presets =
        [
            new()
            {
                Name = "quick", Title = "Quick look", Summary = "s", Dataset = "shapes",
                ModelOptions = new JsonObject { [option] = value }, Training = new JsonObject { ["steps"] = 150 },
            },
        ],
    };

    private static TrainerEntry Trainer(string name) => new() { Name = name, Title = name, Summary = "s", Parameters = [Whole("steps", 0), Whole("batch", 64)] };

    private static DatasetEntry Dataset(string name, params ParameterSchema[] parameters) => new()
    {
        Name = name, Title = name, Summary = "s", Tasks = [LearningTask.Classification, LearningTask.Generation],
        ImageSizeParameter = "imageSize", Parameters = parameters,
    };

    private static ParameterSchema Whole(string name, int value) => new()
    {
        Name = name, Label = name, Kind = ParameterKind.Integer, Help = "h", Default = JsonSerializer.SerializeToElement(value), Minimum = 0, Maximum = 10_000,
    };
}
