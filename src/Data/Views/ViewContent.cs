using Mantissa.Data.Runs;

namespace Mantissa.Data.Views;

/// <summary>What the table of runs shows, and how. JSON may say null where there is nothing; here that is nothing, too.</summary>
public sealed record ViewContent
{
    /// <summary>Words to look for, or a query.</summary>
    public string Filter { get; init => field = value ?? ""; } = "";

    /// <summary>Statuses, any of which a run may have; empty for all.</summary>
    public IReadOnlyList<string> Statuses { get; init => field = [.. (value ?? []).Select(status => status ?? "")]; } = [];

    /// <summary>The columns in their order; empty for those that the table has by itself.</summary>
    public IReadOnlyList<ViewColumn> Columns { get; init => field = [.. (value ?? []).Select(column => column ?? new())]; } = [];

    /// <summary>A field to sort by, with <c>-</c> before it for descending.</summary>
    public string Sort { get; init => field = value ?? RunSort.Default; } = RunSort.Default;

    /// <summary>Fields whose values make the groups; empty for a plain list.</summary>
    public IReadOnlyList<string> GroupBy { get; init => field = [.. (value ?? []).Select(name => name ?? "")]; } = [];
}

/// <summary>A column of the table.</summary>
public sealed record ViewColumn
{
    /// <summary>A field of the query language, e.g. <c>params.learningRate</c>, or <c>progress</c>, <c>result</c> or <c>tags</c>.</summary>
    public string Field { get; init => field = value ?? ""; } = "";

    /// <summary>In pixels; <see langword="null"/> for the width that the column has by itself.</summary>
    public int? Width { get; init; }
}
