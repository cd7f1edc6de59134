using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Cli.Demo;

/// <summary>One model of a comparison as a preset of the catalogue has it.</summary>
internal static class PresetMember
{
    public const string ImageFolder = "image-folder";

    /// <param name="catalogue">What the worker offers.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="preset">Name of one of its presets.</param>
    /// <param name="images">Path of real images on the worker, or <see langword="null"/> for the preset's procedural set.</param>
    /// <exception cref="ProblemException">No worker offers the model, or the model has no such preset.</exception>
    public static ComparisonMember Create(CatalogueDocument catalogue, string model, string preset, string? images)
    {
        var entry = catalogue.Model(model) ?? throw new ProblemException($"The worker does not offer the model '{model}' that is to be trained.");
        var recipe = entry.Presets.FirstOrDefault(p => p.Name == preset)
            ?? throw new ProblemException($"The model '{model}' has no preset '{preset}' that could be used.");
        var member = new ComparisonMember { Model = model, ModelOptions = Copy(recipe.ModelOptions), Training = Copy(recipe.Training) };
        return images is null
            ? member with { Dataset = recipe.Dataset ?? "shapes", DatasetOptions = Copy(recipe.DatasetOptions) }
            : member with { Dataset = ImageFolder, DatasetOptions = new() { ["path"] = images, ["imageSize"] = 32 } };
    }

    /// <summary>A JSON object has one owner; the catalogue keeps its own.</summary>
    private static JsonObject Copy(JsonObject options) => options.DeepClone().AsObject();
}
