using System.Text.Json.Nodes;

namespace Mantissa.Catalogue;

/// <summary>
/// Everything that decides a run: the same specification on the same kind of device trains to the same weights.
/// Option sections hold only what the catalogue's schemas allow; values left out take their defaults.
/// </summary>
public sealed record RunSpecification
{
    /// <summary>A name for people; made from model, format and seed when left out.</summary>
    public string? Name { get; init; }

    public string Model { get; init; } = "";
    public JsonObject ModelOptions { get; init; } = [];

    public string Format { get; init; } = "fp32";
    public JsonObject FormatOptions { get; init; } = [];

    public string Dataset { get; init; } = "";
    public JsonObject DatasetOptions { get; init; } = [];

    /// <summary>Options of the model's trainer: epochs or steps, batch, optimizer, schedule, cadences.</summary>
    public JsonObject Training { get; init; } = [];

    /// <summary>
    /// A checkpoint of another run of the same model: its weights take the place of the initial ones. Format, data and recipe may be
    /// others; the optimizer starts anew.
    /// </summary>
    public Guid? StartFrom { get; init; }

    /// <summary>Decides initial weights, data order, augmentation and noise; never depends on the format.</summary>
    public long Seed { get; init; } = 1;

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The queue whose workers may take the run: <c>cpu</c>, <c>gpu</c> or <c>simulator</c>.</summary>
    public string Queue { get; init; } = "cpu";

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public string? Notes { get; init; }
}

/// <summary>A grid of runs, models × formats × seeds, submitted at once and compared with each other.</summary>
public sealed record ComparisonSpecification
{
    public string? Name { get; init; }
    public IReadOnlyList<ComparisonMember> Models { get; init; } = [];
    public IReadOnlyList<string> Formats { get; init; } = [];
    public JsonObject FormatOptions { get; init; } = [];
    public IReadOnlyList<long> Seeds { get; init; } = [1];

    /// <summary>The format that the others are measured against.</summary>
    public string Baseline { get; init; } = "fp32";

    public string Device { get; init; } = "cpu";
    public string Queue { get; init; } = "cpu";
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>One model of a comparison with its data and recipe; every format and seed of it shares them.</summary>
public sealed record ComparisonMember
{
    public string Model { get; init; } = "";
    public JsonObject ModelOptions { get; init; } = [];
    public string Dataset { get; init; } = "";
    public JsonObject DatasetOptions { get; init; } = [];
    public JsonObject Training { get; init; } = [];

    /// <summary>A checkpoint that all runs of this model start from; see <see cref="RunSpecification.StartFrom"/>.</summary>
    public Guid? StartFrom { get; init; }
}
