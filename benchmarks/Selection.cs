namespace Mantissa.Benchmarks;

/// <summary>The part of a scenario that is wanted.</summary>
/// <param name="Part">One of <see cref="Scenario.Parts"/>; <see langword="null"/> for all.</param>
/// <param name="Formats">Names of number formats; none for all.</param>
/// <param name="Roundings">Names of roundings; none for all.</param>
internal sealed record Selection(string? Part, IReadOnlyList<string> Formats, IReadOnlyList<string> Roundings)
{
    /// <summary>How long to measure, where that is for the caller to say.</summary>
    public double? Minutes { get; init; }

    public bool HasFormat(string name) => Formats.Count == 0 || Formats.Contains(name);

    public bool HasRounding(string name) => Roundings.Count == 0 || Roundings.Contains(name);
}
