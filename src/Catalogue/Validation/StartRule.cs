using System.Text.Json.Nodes;

namespace Mantissa.Catalogue.Validation;

/// <summary>
/// Whether a run can start from the weights of another. Weights fit when the networks have the same shapes, and those follow from the
/// model, its options and the size of the images; that the numbers of channels and classes agree shows when the dataset is opened.
/// </summary>
public static class StartRule
{
    /// <param name="run">The run, with every default filled in.</param>
    /// <param name="source">The specification of the run that wrote the checkpoint.</param>
    /// <param name="catalogue">Knows the image sizes of datasets.</param>
    /// <returns>What does not fit and what would, as a sentence; <see langword="null"/> when nothing is known to be wrong.</returns>
    public static string? Problem(RunSpecification run, RunSpecification source, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(catalogue);
        if (run.Model != source.Model)
            return $"The checkpoint is of the model '{source.Model}', and this run trains '{run.Model}'. Choose a checkpoint of a run of '{run.Model}'.";
        foreach (var name in run.ModelOptions.Select(option => option.Key).Union(source.ModelOptions.Select(option => option.Key)))
        {
            var (here, there) = (run.ModelOptions[name], source.ModelOptions[name]);
            if (!JsonNode.DeepEquals(here, there))
                return $"The checkpoint was written with {name} = {Text(there)}, and this run has {Text(here)}. Both need the same network: set modelOptions.{name} to {Text(there)}.";
        }

        return (SizeOf(run, catalogue), SizeOf(source, catalogue)) is ({ } size, { } learnt) && size != learnt
            ? $"The checkpoint was written with images of {learnt} px, and this run has {size} px. Choose a dataset or an image size of {learnt} px."
            : null;
    }

    private static int? SizeOf(RunSpecification run, CatalogueDocument catalogue) =>
        catalogue.Dataset(run.Dataset) is { } dataset ? SpecificationValidator.ImageSize(dataset, run) : null;

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "no value";
}
