namespace Mantissa.Data.Dashboards;

/// <summary>What somebody writes of a dashboard.</summary>
public sealed record DashboardDraft
{
    public string Name { get; init; } = "";

    /// <summary>What it is about, in Markdown; the beginning of its report.</summary>
    public string Description { get; init; } = "";

    /// <summary>Which runs its widgets are about, in the query language; empty for all.</summary>
    public string Query { get; init; } = "";

    public DashboardContent Content { get; init; } = new();
}
