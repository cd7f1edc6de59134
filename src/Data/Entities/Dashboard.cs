using Mantissa.Data.Dashboards;

namespace Mantissa.Data.Entities;

/// <summary>Widgets over the runs of a query, arranged on a grid.</summary>
public sealed class Dashboard
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>In Markdown.</summary>
    public required string Description { get; init; }

    /// <summary>Which runs it is about, in the query language; empty for all.</summary>
    public required string Query { get; init; }

    public required DashboardContent Content { get; init; }

    /// <summary>Counts the times that it was saved, from 1: whoever saves says which one they changed.</summary>
    public required int Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What somebody would write to get it as it is.</summary>
    public DashboardDraft ToDraft() => new() { Name = Name, Description = Description, Query = Query, Content = Content };
}
