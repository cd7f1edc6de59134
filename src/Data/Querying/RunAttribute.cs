namespace Mantissa.Data.Querying;

public enum AttributeKind
{
    Text,
    Number,
    Time,
    Status,
    Id,
    Flag,
}

/// <summary>A property of every run.</summary>
/// <param name="Name">As the documentation and the completion write it.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Sql">Its value as an expression on the table <c>run</c>.</param>
/// <param name="SqlType">The type of that expression.</param>
/// <param name="Optional">Whether a run may have none.</param>
/// <param name="Help">One line for people.</param>
public sealed record RunAttribute(string Name, AttributeKind Kind, string Sql, string SqlType, bool Optional, string Help)
{
    /// <summary>Other names for it: those of MLflow.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
