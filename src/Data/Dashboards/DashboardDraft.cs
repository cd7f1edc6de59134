namespace Mantissa.Data.Dashboards;

/// <summary>What somebody writes of a dashboard.</summary>
public sealed record DashboardDraft
{
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it is about, in Markdown; the beginning of its report.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>Which runs its widgets are about, in the query language; empty for all.</summary>
    public string Query { get; init => field = value ?? ""; } = "";

    public DashboardContent Content { get; init => field = value ?? new(); } = new();
}
