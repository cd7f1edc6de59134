namespace Mantissa.Web.Components.Samples;

/// <summary>A place on the wall.</summary>
/// <param name="Run">Whose pictures it shows.</param>
/// <param name="Label">The run in words.</param>
/// <param name="Format">Its format, as the caption; <see langword="null"/> to caption it with the label.</param>
public sealed record SampleTile(Guid Run, string Label, string? Format)
{
    /// <summary>What tells it from others of its format; <see langword="null"/> when there is none.</summary>
    public string? Note { get; init; }
}
