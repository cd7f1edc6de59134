using Mantissa.Catalogue;

namespace Mantissa.Cli.Demo;

/// <summary>
/// What the demonstration submits: each model in each format, from the presets of the catalogue, on real images where the worker
/// has them and on a procedural set where not.
/// </summary>
internal static class DemoPlan
{
    public const string Cifar10 = "cifar10-jpeg.zip";
    private static readonly string[] Models = ["resnet", "wgan"];

    public static ComparisonSpecification Create(CatalogueDocument catalogue, string preset, Func<string, bool> fileExists) => new()
    {
        Name = "ResNet-20 and W-GAN: flex16+5 against fp32",
        Models = [.. Models.Select(name => PresetMember.Create(catalogue, name, preset, FindImages(catalogue, fileExists)))],
        Formats = ["fp32", "flex16+5"],
        Tags = new Dictionary<string, string> { ["demo"] = preset },
    };

    /// <summary>The CIFAR-10 images in one of the folders that the worker may read, as its catalogue names them.</summary>
    public static string? FindImages(CatalogueDocument catalogue, Func<string, bool> fileExists) =>
        catalogue.Dataset(PresetMember.ImageFolder)?.Parameters.FirstOrDefault(p => p.Name == "path")?.Roots?
            .Select(root => Path.Combine(root, Cifar10)).FirstOrDefault(fileExists);
}
