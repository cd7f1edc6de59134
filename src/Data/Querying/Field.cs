namespace Mantissa.Data.Querying;

/// <summary>Something of a run that a query can ask for or sort by.</summary>
public abstract record Field;

/// <summary>One of <see cref="RunAttributes"/>.</summary>
public sealed record AttributeField(RunAttribute Attribute) : Field;

/// <summary>A parameter of the specification: a number where it can be read as one, and always text.</summary>
public sealed record ParameterField(string Name) : Field;

public sealed record TagField(string Name) : Field;

/// <summary>A number that stands for a series.</summary>
public sealed record MetricField(string Name, MetricAggregate Aggregate) : Field;

public enum MetricAggregate
{
    Last,
    Min,
    Max,
    Count,
}

/// <summary>A key to sort by; runs without a value come last in either direction.</summary>
public sealed record OrderKey(Field Field, bool Descending);

/// <summary>A query that was understood.</summary>
/// <param name="Condition"><see langword="null"/> for every run.</param>
/// <param name="Order">Empty where the text does not say.</param>
public sealed record ParsedQuery(Condition? Condition, IReadOnlyList<OrderKey> Order);
