using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mantissa.Catalogue;

/// <summary>What a run is for; a model and a dataset fit together when they share it.</summary>
public enum LearningTask
{
    Classification,
    Generation,
}

/// <summary>Whether a metric is better when small, better when large, or neither.</summary>
public enum MetricGoal
{
    None,
    Minimize,
    Maximize,
}

/// <summary>
/// Everything that the connected workers can run. A worker publishes it when it starts; the web process builds its forms, its
/// validation and its documentation from it, and never loads training code itself.
/// </summary>
public sealed record CatalogueDocument
{
    public IReadOnlyList<ModelEntry> Models { get; init; } = [];
    public IReadOnlyList<TrainerEntry> Trainers { get; init; } = [];
    public IReadOnlyList<FormatEntry> Formats { get; init; } = [];
    public IReadOnlyList<DatasetEntry> Datasets { get; init; } = [];

    public ModelEntry? Model(string name) => Models.FirstOrDefault(m => m.Name == name);

    public TrainerEntry? Trainer(string name) => Trainers.FirstOrDefault(t => t.Name == name);

    public DatasetEntry? Dataset(string name) => Datasets.FirstOrDefault(d => d.Name == name);

    /// <summary>The format family that a name such as <c>flex16+5</c> belongs to.</summary>
    public FormatEntry? Format(string name) => Formats.FirstOrDefault(f => f.Matches(name));

    /// <summary>The metric that decides comparisons of a model, as its trainer declares it.</summary>
    public MetricEntry? PrimaryMetric(string model) =>
        Model(model) is { } entry ? Trainer(entry.Trainer)?.Metrics.FirstOrDefault(m => m.Primary) : null;
}

/// <summary>A network, as its own file describes it.</summary>
public sealed record ModelEntry
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }

    /// <summary>The paper or recipe that the network follows.</summary>
    public required string Source { get; init; }

    public required LearningTask Task { get; init; }

    /// <summary>Name of the <see cref="TrainerEntry"/> that trains it.</summary>
    public required string Trainer { get; init; }

    public required ImageSizeRule ImageSizes { get; init; }
    public IReadOnlyList<ParameterSchema> Parameters { get; init; } = [];

    /// <summary>The parameter that people say with the name, e.g. <c>depth</c> for ResNet-20; <see langword="null"/> when none is.</summary>
    public string? VariantParameter { get; init; }

    /// <summary>Training values of the published recipe; they replace the trainer's own defaults.</summary>
    public JsonObject Recipe { get; init; } = [];

    public IReadOnlyList<Preset> Presets { get; init; } = [];

    /// <summary>Kinds of the network that are bound to other rules than the ones above.</summary>
    public IReadOnlyList<ModelVariant> Variants { get; init; } = [];

    /// <summary>The parameters as the chosen variant narrows them.</summary>
    /// <param name="options">The specification's <c>modelOptions</c>, with or without defaults.</param>
    public IReadOnlyList<ParameterSchema> ParametersOf(JsonObject options)
    {
        var narrowed = Variant(options)?.Parameters ?? [];
        return [.. Parameters.Select(parameter => narrowed.FirstOrDefault(other => other.Name == parameter.Name) ?? parameter)];
    }

    /// <summary>The image sizes that the chosen variant takes.</summary>
    /// <param name="options">The specification's <c>modelOptions</c>, with or without defaults.</param>
    public ImageSizeRule ImageSizesOf(JsonObject options) => Variant(options)?.ImageSizes ?? ImageSizes;

    private ModelVariant? Variant(JsonObject options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Variants.FirstOrDefault(variant => Chosen(variant.Parameter, options) == variant.Value);
    }

    private string? Chosen(string parameter, JsonObject options) => options[parameter] is { } given
        ? given.GetValueKind() == JsonValueKind.String ? given.GetValue<string>() : null
        : Parameters.FirstOrDefault(schema => schema.Name == parameter)?.Default?.GetString();
}

/// <summary>What one choice of a model's parameter means for the rest.</summary>
/// <param name="Parameter">Name of a parameter of the kind <see cref="ParameterKind.Choice"/>.</param>
/// <param name="Value">The choice.</param>
public sealed record ModelVariant(string Parameter, string Value)
{
    /// <summary><see langword="null"/> where the model's own rule holds.</summary>
    public ImageSizeRule? ImageSizes { get; init; }

    /// <summary>These stand in for the model's parameters of the same names.</summary>
    public IReadOnlyList<ParameterSchema> Parameters { get; init; } = [];
}

/// <summary>Which square images a network can take, in pixels. A size outside it is an error at submission.</summary>
public sealed record ImageSizeRule
{
    /// <summary>The only sizes allowed; <see langword="null"/> when any size in the range is.</summary>
    public IReadOnlyList<int>? Sizes { get; init; }

    public int Minimum { get; init; } = 1;
    public int Maximum { get; init; } = 4096;

    public bool Accepts(int pixels) => Sizes is null ? pixels >= Minimum && pixels <= Maximum : Sizes.Contains(pixels);

    /// <summary>The rule in words, for an error message: "32 or 64 px", "8 to 512 px".</summary>
    public override string ToString() => Sizes is null ? $"{Minimum} to {Maximum} px" : $"{string.Join(" or ", Sizes)} px";
}

/// <summary>A named starting point for a form: values for any section of the run specification.</summary>
public sealed record Preset
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public string? Dataset { get; init; }
    public JsonObject ModelOptions { get; init; } = [];
    public JsonObject DatasetOptions { get; init; } = [];
    public JsonObject Training { get; init; } = [];
}

/// <summary>A training procedure and the metrics that it records.</summary>
public sealed record TrainerEntry
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public IReadOnlyList<ParameterSchema> Parameters { get; init; } = [];
    public IReadOnlyList<MetricEntry> Metrics { get; init; } = [];
}

/// <summary>A metric that a trainer records, e.g. <c>validation/top1</c>.</summary>
public sealed record MetricEntry
{
    public required string Name { get; init; }
    public required string Title { get; init; }

    /// <summary>The unit of the values; <c>fraction</c> for a share in [0, 1], which people read as per cent.</summary>
    public string? Unit { get; init; }

    public MetricGoal Goal { get; init; }

    /// <summary>The one metric by which formats are compared.</summary>
    public bool Primary { get; init; }

    /// <summary>How far apart two runs of the same format may end before it means anything, in the metric's unit.</summary>
    public double? Tolerance { get; init; }
}

/// <summary>A family of number formats; its members differ in numbers that are part of their name.</summary>
public sealed record FormatEntry
{
    /// <summary>The default member, e.g. <c>flex16+5</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How a member is written, e.g. <c>flexN+M</c>; the same as <see cref="Name"/> when there is only one.</summary>
    public required string Family { get; init; }

    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string Source { get; init; }

    /// <summary>Formula, units, bounds and behaviour, in Markdown.</summary>
    public required string Documentation { get; init; }

    /// <summary>Bits stored per value by the default member, without shared exponents.</summary>
    public required int BitsPerValue { get; init; }

    /// <summary>The numbers in the name, in their order: for <c>flexN+M</c>, N and M with their ranges.</summary>
    public IReadOnlyList<FormatNumber> Numbers { get; init; } = [];

    /// <summary>Members worth offering in a form.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    public IReadOnlyList<ParameterSchema> Parameters { get; init; } = [];

    /// <summary>Whether a name is a member of this family, ranges included.</summary>
    public bool Matches(string name) => FormatName.TryParse(this, name, out _);
}

/// <summary>One number in a format's name.</summary>
public sealed record FormatNumber(string Symbol, string Title, int Minimum, int Maximum);

/// <summary>A source of images, as its own file describes it.</summary>
public sealed record DatasetEntry
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }

    /// <summary>The tasks it can serve; labelled sets serve both.</summary>
    public required IReadOnlyList<LearningTask> Tasks { get; init; }

    /// <summary>Name of the parameter that sets the image side in pixels, or <see langword="null"/> when it is fixed.</summary>
    public string? ImageSizeParameter { get; init; }

    /// <summary>Image side in pixels when it is fixed.</summary>
    public int? ImageSize { get; init; }

    /// <summary>Name of the parameter that sets the number of training images, when the set is made by the program.</summary>
    public string? TrainImagesParameter { get; init; }

    public IReadOnlyList<ParameterSchema> Parameters { get; init; } = [];
}
