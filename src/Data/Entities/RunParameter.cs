namespace Mantissa.Data.Entities;

/// <summary>A parameter of a run's specification as queries look for it. The database keeps these rows itself, whenever a specification is written.</summary>
public sealed class RunParameter
{
    public required Guid RunId { get; init; }

    /// <summary>E.g. <c>learningRate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As text; what is no text in the specification, as JSON writes it.</summary>
    public required string Value { get; init; }

    /// <summary>The first characters of <see cref="Value"/>, as many as an index may hold.</summary>
    public required string ValueStart { get; init; }

    /// <summary>The value where it can be read as a finite number.</summary>
    public double? Number { get; init; }
}
