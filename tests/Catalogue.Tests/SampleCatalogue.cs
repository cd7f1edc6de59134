using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mantissa.Catalogue.Tests;

/// <summary>A small catalogue with one of everything that validation looks at.</summary>
internal static class SampleCatalogue
{
    public static CatalogueDocument Create() => new()
    {
        Models =
        [
            new()
            {
                Name = "resnet", Title = "ResNet", Summary = "s", Source = "He 2015", Task = LearningTask.Classification,
                Trainer = "classification", ImageSizes = new() { Minimum = 16, Maximum = 64 }, VariantParameter = "depth",
                Parameters = [Whole("depth", "Depth", 20, 8, 1202) with { Step = 6 }],
                Recipe = new() { ["learningRate"] = 0.1 },
            },
            new()
            {
                Name = "wgan", Title = "W-GAN", Summary = "s", Source = "Arjovsky 2017", Task = LearningTask.Generation,
                Trainer = "wgan", ImageSizes = new() { Sizes = [32, 64] },
            },
        ],
        Trainers =
        [
            new()
            {
                Name = "classification", Title = "Classification", Summary = "s",
                Parameters =
                [
                    Whole("epochs", "Epochs", 10, 1, 10_000) with { Unit = "epochs" },
                    Whole("batch", "Batch", 128, 1, 4096),
                    new() { Name = "learningRate", Label = "Learning rate", Kind = ParameterKind.Number, Help = "h", Default = Json(0.01), Minimum = 0, Maximum = 10 },
                    new() { Name = "nesterov", Label = "Nesterov", Kind = ParameterKind.Boolean, Help = "h", Default = Json(false) },
                ],
                Metrics = [new() { Name = "validation/top1", Title = "Top-1", Goal = MetricGoal.Maximize, Primary = true }],
            },
            new() { Name = "wgan", Title = "W-GAN", Summary = "s", Parameters = [Whole("batch", "Batch", 64, 1, 4096)] },
        ],
        Formats =
        [
            new() { Name = "fp32", Family = "fp32", Title = "FP32", Summary = "s", Source = "IEEE 754", Documentation = "d", BitsPerValue = 32 },
            new()
            {
                Name = "flex16+5", Family = "flexN+M", Title = "Flexpoint", Summary = "s", Source = "Köster 2017", Documentation = "d", BitsPerValue = 16,
                Numbers = [new("N", "Mantissa bits", 4, 24), new("M", "Exponent bits", 3, 8)],
                Parameters = [new() { Name = "mode", Label = "Mode", Kind = ParameterKind.Choice, Help = "h", Default = Json("paper"), Choices = ["paper", "ngraph"] }],
            },
        ],
        Datasets =
        [
            new()
            {
                Name = "shapes", Title = "Shapes", Summary = "s", Tasks = [LearningTask.Classification, LearningTask.Generation],
                ImageSizeParameter = "imageSize", TrainImagesParameter = "trainImages",
                Parameters = [Whole("imageSize", "Image size", 32, 8, 512) with { Unit = "px" }, Whole("trainImages", "Training images", 1000, 1, 100_000)],
            },
            new() { Name = "rooms", Title = "Rooms", Summary = "s", Tasks = [LearningTask.Generation], ImageSize = 64 },
            new()
            {
                Name = "image-folder", Title = "Image folder", Summary = "s", Tasks = [LearningTask.Classification, LearningTask.Generation], ImageSize = 32,
                Parameters = [new() { Name = "path", Label = "Path", Kind = ParameterKind.Path, Help = "h", Required = true, Roots = ["/srv/images"] }],
            },
            new()
            {
                Name = "upload", Title = "Uploaded set", Summary = "s", Tasks = [LearningTask.Classification, LearningTask.Generation], ImageSizeParameter = "imageSize",
                Parameters =
                [
                    new() { Name = "set", Label = "Uploaded set", Kind = ParameterKind.UploadedSet, Help = "Choose one.", Required = true },
                    Whole("imageSize", "Image size", 32, 8, 512) with { Unit = "px" },
                ],
            },
        ],
    };

    public static RunSpecification Run() => new() { Model = "resnet", Format = "fp32", Dataset = "shapes" };

    public static JsonObject Options(params (string Name, JsonNode Value)[] options) =>
        new(options.Select(o => KeyValuePair.Create(o.Name, (JsonNode?)o.Value)));

    private static ParameterSchema Whole(string name, string label, int value, int minimum, int maximum) => new()
    {
        Name = name, Label = label, Kind = ParameterKind.Integer, Help = "h", Default = Json(value), Minimum = minimum, Maximum = maximum,
    };

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
