namespace Mantissa.Data.Entities;

/// <summary>A named group of runs, as programs that record their runs ask for it. Every run is in one.</summary>
public sealed class Experiment
{
    /// <summary>The experiment that runs are in unless they say otherwise.</summary>
    public const long Default = 0;

    public long Id { get; init; }

    /// <summary>Unique, among archived experiments too.</summary>
    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its name, its tags or its archiving last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was put away; <see langword="null"/> while it is in use.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
}
