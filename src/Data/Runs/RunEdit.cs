namespace Mantissa.Data.Runs;

/// <summary>What a person changes about a run; what is left out stays.</summary>
public sealed record RunEdit
{
    public string? Name { get; init; }

    /// <summary>Markdown; empty to remove the notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Tags to set, and with <see langword="null"/> as the value to remove; the others stay.</summary>
    public IReadOnlyDictionary<string, string?> Tags { get; init; } = new Dictionary<string, string?>();
}
