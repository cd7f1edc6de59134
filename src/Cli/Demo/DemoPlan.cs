using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Cli.Demo;

/// <summary>
/// What the demonstration submits: each model in each format, from the presets of the catalogue, on real images where the worker
/// has them and on a procedural set where not.
/// </summary>
internal static class DemoPlan
{
    public const string Cifar10 = "cifar10-jpeg.zip";
    public const string ImageFolder = "image-folder";
    private static readonly string[] Models = ["resnet", "wgan"];

    public static ComparisonSpecification Create(CatalogueDocument catalogue, string preset, Func<string, bool> fileExists) => new()
    {
        Name = "ResNet-20 and W-GAN: flex16+5 against fp32",
        Models = [.. Models.Select(name => Member(Require(catalogue, name), preset, FindImages(catalogue, fileExists)))],
        Formats = ["fp32", "flex16+5"],
        Tags = new Dictionary<string, string> { ["demo"] = preset },
    };

    /// <summary>The CIFAR-10 images in one of the folders that the worker may read, as its catalogue names them.</summary>
    public static string? FindImages(CatalogueDocument catalogue, Func<string, bool> fileExists) =>
        catalogue.Dataset(ImageFolder)?.Parameters.FirstOrDefault(p => p.Name == "path")?.Roots?
            .Select(root => Path.Combine(root, Cifar10)).FirstOrDefault(fileExists);

    private static ModelEntry Require(CatalogueDocument catalogue, string name) =>
        catalogue.Model(name) ?? throw new ProblemException($"The worker does not offer the model '{name}' that the demonstration trains.");

    private static ComparisonMember Member(ModelEntry model, string name, string? images)
    {
        var preset = model.Presets.FirstOrDefault(p => p.Name == name)
            ?? throw new ProblemException($"The model '{model.Name}' has no preset '{name}' that the demonstration could use.");
        var member = new ComparisonMember { Model = model.Name, ModelOptions = Copy(preset.ModelOptions), Training = Copy(preset.Training) };
        return images is null
            ? member with { Dataset = preset.Dataset ?? "shapes", DatasetOptions = Copy(preset.DatasetOptions) }
            : member with { Dataset = ImageFolder, DatasetOptions = new() { ["path"] = images, ["imageSize"] = 32 } };
    }

    /// <summary>A JSON object has one owner; the catalogue keeps its own.</summary>
    private static JsonObject Copy(JsonObject options) => options.DeepClone().AsObject();
}
