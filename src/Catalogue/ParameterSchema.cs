using System.Text.Json;

namespace Mantissa.Catalogue;

/// <summary>What kind of value a parameter takes.</summary>
public enum ParameterKind
{
    Integer,
    Number,
    Boolean,
    Choice,
    Text,

    /// <summary>Text of any number of lines, in Markdown.</summary>
    Markdown,

    /// <summary>A file or folder on the worker, inside one of <see cref="ParameterSchema.Roots"/>.</summary>
    Path,

    /// <summary>
    /// The id of an uploaded dataset. A worker's catalogue has no <see cref="ParameterSchema.Choices"/> for it; the web process, which knows
    /// the sets, fills them in with those that are ready.
    /// </summary>
    UploadedSet,
}

/// <summary>
/// One parameter of a model, format, dataset or trainer: everything a form needs to draw it and a server needs to check it.
/// </summary>
public sealed record ParameterSchema
{
    /// <summary>The key in the run specification, camel case, e.g. <c>learningRate</c>.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }

    public required ParameterKind Kind { get; init; }

    /// <summary>One line for a person: what it does, not what it is called.</summary>
    public required string Help { get; init; }

    /// <summary>The value used when the specification leaves it out; <see langword="null"/> means that it may stay unset.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Whether a run without a value is an error. Only meaningful without a <see cref="Default"/>.</summary>
    public bool Required { get; init; }

    /// <summary>The unit in which the value is given, e.g. <c>px</c>, <c>images</c>, <c>epochs</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Smallest value allowed, inclusive.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value allowed, inclusive.</summary>
    public double? Maximum { get; init; }

    /// <summary>Distance of the values allowed, counted from <see cref="Minimum"/>: depth 6n+2 is minimum 8, step 6.</summary>
    public double? Step { get; init; }

    /// <summary>
    /// The values allowed, for <see cref="ParameterKind.Choice"/> and <see cref="ParameterKind.UploadedSet"/>; for
    /// <see cref="ParameterKind.Text"/> those that a form proposes.
    /// </summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>What a form shows in place of each of <see cref="Choices"/>; <see langword="null"/> to show them as they are.</summary>
    public IReadOnlyList<string>? ChoiceTitles { get; init; }

    /// <summary>The folders that a <see cref="ParameterKind.Path"/> may lie in, as absolute paths on the worker.</summary>
    public IReadOnlyList<string>? Roots { get; init; }

    /// <summary>The heading under which a form shows it; parameters with <c>Advanced</c> start folded away.</summary>
    public string Group { get; init; } = "General";
}
