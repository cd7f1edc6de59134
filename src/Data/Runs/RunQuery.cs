using Mantissa.Data.Entities;
using Mantissa.Data.Querying;

namespace Mantissa.Data.Runs;

/// <summary>Which runs, in which order, and which part of them.</summary>
public sealed record RunQuery
{
    /// <summary>Words that must all appear in name, model, format, dataset, status or tags, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Conditions and order in the query language, both of which may be left out. Its order wins over <see cref="Order"/> and <see cref="Sort"/>.</summary>
    public string? Filter { get; init; }

    /// <summary>A condition that was parsed already.</summary>
    public Condition? Condition { get; init; }

    /// <summary>An order that was parsed already; wins over <see cref="Sort"/>.</summary>
    public IReadOnlyList<OrderKey> Order { get; init; } = [];

    public IReadOnlyList<RunStatus>? Statuses { get; init; }
    public Guid? ComparisonId { get; init; }

    /// <summary>Experiments, any of which the run may belong to; <see langword="null"/> for all.</summary>
    public IReadOnlyList<long>? ExperimentIds { get; init; }

    /// <summary>Runs in the archive, those that are not, or, with <see langword="null"/>, both.</summary>
    public bool? Archived { get; init; } = false;

    /// <summary>
    /// A key of <see cref="RunSort.Keys"/> or another field, with <c>-</c> before it for descending. Runs without a value come last.
    /// </summary>
    public string Sort { get; init; } = RunSort.Default;

    /// <summary><see cref="RunPage.NextCursor"/> of the page before, asked with the same query.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many runs to pass over, for grids that jump; not together with <see cref="Cursor"/>.</summary>
    public int Skip { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>A part of a list of runs.</summary>
/// <param name="Items">The runs, in order.</param>
/// <param name="NextCursor">Continues after the last item; <see langword="null"/> at the end.</param>
/// <param name="TotalCount">How many runs the query matches in all.</param>
public sealed record RunPage(IReadOnlyList<Run> Items, string? NextCursor, int TotalCount);

/// <summary>The cursor or sort key of a query is not one that this server gave out or knows.</summary>
public sealed class RunQueryException(string parameter, string message) : Exception(message)
{
    /// <summary><c>cursor</c>, <c>sort</c>, <c>limit</c> or <c>skip</c>.</summary>
    public string Parameter => parameter;
}
