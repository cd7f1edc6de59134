using System.Globalization;
using System.Text.Json.Nodes;

namespace Mantissa.Catalogue.Validation;

/// <summary>
/// Decides whether a run may be queued, from the catalogue alone. Everything that is wrong is reported at once, by field, so that
/// bad input never reaches the queue and nobody has to fix one error to see the next.
/// </summary>
public static class SpecificationValidator
{
    /// <summary>Seeds stay exact in JavaScript and JSON readers that hold numbers as doubles.</summary>
    public const long LargestSeed = (1L << 53) - 1;

    private static readonly string[] Devices = ["cpu", "cuda"];
    /// <summary>The queues that a run may be submitted to.</summary>
    public static readonly IReadOnlyList<string> Queues = ["cpu", "gpu", "simulator"];

    /// <summary>Checks a specification and fills in every default, so that what is stored says everything that decides the run.</summary>
    public static Resolution<RunSpecification> Resolve(RunSpecification specification, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(catalogue);
        var errors = new List<FieldError>();
        if (catalogue.Models.Count == 0)
        {
            errors.Add(new("model", specification.Model, "No worker has connected yet, so nothing can be run. Start one: ./mantissa worker."));
            return new(null, errors);
        }

        var model = Find("model", specification.Model, catalogue.Model, catalogue.Models.Select(m => m.Name), errors);
        var dataset = Find("dataset", specification.Dataset, catalogue.Dataset, catalogue.Datasets.Select(d => d.Name), errors);
        var format = FindFormat(specification.Format, catalogue, errors);
        var trainer = model is null ? null : catalogue.Trainer(model.Trainer);
        CheckCommon(specification, errors);

        var resolved = specification with
        {
            ModelOptions = Section("modelOptions", specification.ModelOptions, model?.ParametersOf(specification.ModelOptions ?? []), null, errors),
            FormatOptions = Section("formatOptions", specification.FormatOptions, format?.Parameters, null, errors),
            DatasetOptions = Section("datasetOptions", specification.DatasetOptions, dataset?.Parameters, null, errors),
            Training = Section("training", specification.Training, trainer?.Parameters, model?.Recipe, errors),
        };

        if (model is not null && dataset is not null)
            CheckTogether(model, dataset, resolved, errors);
        return errors.Count == 0 ? new(resolved with { Name = NameOf(resolved, model!) }, []) : new(null, errors);
    }

    /// <summary>The given name, or one from what tells runs apart: "resnet-20 · flex16+5 · seed 1".</summary>
    private static string NameOf(RunSpecification run, ModelEntry model)
    {
        if (!string.IsNullOrWhiteSpace(run.Name))
            return run.Name.Trim();
        var variant = model.VariantParameter is { } parameter && run.ModelOptions[parameter] is { } value ? $"-{value}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{run.Model}{variant} · {run.Format} · seed {run.Seed}");
    }

    /// <summary>A section whose owner is unknown is left alone: one error about the owner says it all.</summary>
    private static JsonObject Section(
        string name, JsonObject? given, IReadOnlyList<ParameterSchema>? schemas, JsonObject? recipe, List<FieldError> errors) =>
        schemas is null ? [] : OptionSection.Resolve(name, given ?? [], schemas, recipe, errors);

    private static T? Find<T>(string field, string name, Func<string, T?> lookUp, IEnumerable<string> known, List<FieldError> errors)
        where T : class
    {
        var found = string.IsNullOrEmpty(name) ? null : lookUp(name);
        if (found is null)
        {
            var problem = string.IsNullOrEmpty(name) ? $"Choose a {field}." : $"There is no {field} '{ParameterCheck.Excerpt(name)}'.";
            errors.Add(new(field, name, problem + Suggestion.For(name ?? "", known)));
        }

        return found;
    }

    private static FormatEntry? FindFormat(string name, CatalogueDocument catalogue, List<FieldError> errors)
    {
        if (!string.IsNullOrEmpty(name) && catalogue.Format(name) is { } format)
            return format;
        var family = string.IsNullOrEmpty(name)
            ? null
            : catalogue.Formats.FirstOrDefault(f => f.Numbers.Count > 0 && name.StartsWith(Stem(f), StringComparison.OrdinalIgnoreCase));
        var problem = string.IsNullOrEmpty(name) ? "Choose a format." : $"There is no format '{ParameterCheck.Excerpt(name)}'.";
        errors.Add(new("format", name, family is null
            ? problem + Suggestion.For(name ?? "", catalogue.Formats.Select(f => f.Name))
            : $"{problem} {family.Family} takes {string.Join(" and ", family.Numbers.Select(n => $"{n.Symbol} from {n.Minimum} to {n.Maximum}"))}, "
              + $"for example {family.Name}."));
        return null;
    }

    private static string Stem(FormatEntry family) => family.Family[..family.Family.IndexOf(family.Numbers[0].Symbol, StringComparison.Ordinal)];

    private static void CheckCommon(RunSpecification run, List<FieldError> errors)
    {
        errors.AddRange(RunDescription.CheckName(run.Name));
        errors.AddRange(RunDescription.CheckNotes(run.Notes));
        if (run.Seed is < 0 or > LargestSeed)
            errors.Add(new("seed", run.Seed.ToString(CultureInfo.InvariantCulture), $"The seed must be between 0 and {LargestSeed:N0}."));
        if (!Devices.Contains(run.Device))
            errors.Add(new("device", run.Device, $"There is no device '{ParameterCheck.Excerpt(run.Device ?? "")}'.{Suggestion.For(run.Device ?? "", Devices)}"));
        if (!Queues.Contains(run.Queue))
            errors.Add(new("queue", run.Queue, $"There is no queue '{ParameterCheck.Excerpt(run.Queue ?? "")}'.{Suggestion.For(run.Queue ?? "", Queues)}"));
        else if (run.Device == "cuda" && run.Queue != "gpu")
            errors.Add(new("queue", run.Queue, "A run on a CUDA device needs the queue 'gpu': no other queue's workers have one."));
        errors.AddRange(RunDescription.CheckTags(run.Tags));
    }

    private static void CheckTogether(ModelEntry model, DatasetEntry dataset, RunSpecification run, List<FieldError> errors)
    {
        if (!dataset.Tasks.Contains(model.Task))
        {
            errors.Add(new("dataset", dataset.Name,
                $"The dataset '{dataset.Name}' has no labels to train the classifier '{model.Name}' with; choose one that has classes."));
        }

        var sizeField = dataset.ImageSizeParameter is null ? "dataset" : $"datasetOptions.{dataset.ImageSizeParameter}";
        if (ImageSize(dataset, run) is { } size && model.ImageSizesOf(run.ModelOptions) is var sizes && !sizes.Accepts(size))
            errors.Add(new(sizeField, $"{size}", $"The model '{model.Name}' takes images of {sizes}, not {size} px."));

        if (dataset.TrainImagesParameter is { } count && ParameterCheck.Number(run.DatasetOptions[count]) is { } images
            && ParameterCheck.Number(run.Training["batch"]) is { } batch && batch > images)
        {
            errors.Add(new("training.batch", $"{batch}",
                $"A batch of {batch:N0} is larger than the dataset: it has {images:N0} training images. Make the batch smaller or the dataset larger."));
        }
    }

    internal static int? ImageSize(DatasetEntry dataset, RunSpecification run) =>
        dataset.ImageSizeParameter is { } name ? (int?)ParameterCheck.Number(run.DatasetOptions[name]) : dataset.ImageSize;
}
