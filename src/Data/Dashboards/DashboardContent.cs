using System.Text.Json.Nodes;

namespace Mantissa.Data.Dashboards;

/// <summary>What stands on a dashboard. JSON may say null where there is nothing; here that is nothing, too.</summary>
public sealed record DashboardContent
{
    public IReadOnlyList<DashboardWidget> Widgets { get; init => field = [.. (value ?? []).Select(widget => widget ?? new())]; } = [];
}

/// <summary>A widget on a dashboard.</summary>
public sealed record DashboardWidget
{
    /// <summary>Tells the widgets of a dashboard apart, also between versions of it.</summary>
    public Guid Id { get; init; }

    /// <summary>Which widget it is, e.g. <c>chart</c>.</summary>
    public string Kind { get; init => field = value ?? ""; } = "";

    /// <summary>Its heading; empty for the one that the widget gives itself.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>Which runs it is about; <see langword="null"/> for those of the dashboard.</summary>
    public string? Query { get; init; }

    public GridPlace Place { get; init; } = new(0, 0, 1, 1);

    /// <summary>What its kind lets one choose; checked by whoever knows the kinds.</summary>
    public JsonObject Options { get; init => field = value ?? []; } = [];
}
