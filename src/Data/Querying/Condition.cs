namespace Mantissa.Data.Querying;

/// <summary>
/// What a run has to be like, as a tree. Every condition is true or false of a run, never unknown: a comparison with something that the
/// run does not have is false, and its negation by <c>not</c> is true.
/// </summary>
public abstract record Condition;

/// <summary>All of them.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition;

/// <summary>At least one of them.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition;

/// <summary>Not that.</summary>
public sealed record Not(Condition Inner) : Condition;

/// <summary>The field has a value, and it compares so with another one.</summary>
/// <param name="Field">What is compared.</param>
/// <param name="Operator">How.</param>
/// <param name="Value">A <see cref="double"/>, <see cref="string"/>, <see cref="Guid"/>, <see cref="DateTimeOffset"/> or <see cref="bool"/>.</param>
public sealed record FieldComparison(Field Field, ComparisonOperator Operator, object Value) : Condition;

/// <summary>The field has a value, and it is one of these; negated, it has one and it is none of these.</summary>
public sealed record Membership(Field Field, IReadOnlyList<object> Values, bool Negated) : Condition;

/// <summary>The field has a value, and its text fits a pattern of <c>LIKE</c>; negated, it has one that does not.</summary>
public sealed record PatternMatch(Field Field, string Pattern, bool IgnoreCase, bool Negated) : Condition;

/// <summary>The field has a value; negated, it has none. A metric whose value is NaN has none.</summary>
public sealed record Presence(Field Field, bool Negated) : Condition;

public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
