using Mantissa.Data.Notifications;

namespace Mantissa.Web.Dashboards;

/// <summary>Makes a component a widget that dashboards offer. Its options are the schemas in its static property <c>Options</c>.</summary>
/// <param name="name">By which dashboards keep it, e.g. <c>chart</c>.</param>
/// <param name="title">By which people choose it.</param>
/// <param name="summary">What it shows, in a sentence.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WidgetAttribute(string name, string title, string summary) : Attribute
{
    public string Name => name;
    public string Title => title;
    public string Summary => summary;

    /// <summary>A drawing of <see cref="Components.Shared.Icon"/>.</summary>
    public string Icon { get; init; } = "info";

    /// <summary>Columns of a new one.</summary>
    public int Width { get; init; } = 6;

    /// <summary>Rows of a new one.</summary>
    public int Height { get; init; } = 5;

    /// <summary>Where it stands in the list of widgets.</summary>
    public int Order { get; init; }

    /// <summary>Whether it is as large as its place; others grow with their content where there is no grid, on a phone and on paper.</summary>
    public bool FillsPlace { get; init; }

    /// <summary>Whether it shows runs at all.</summary>
    public bool ShowsRuns { get; init; } = true;

    /// <summary>What it reads again besides the status of its runs.</summary>
    public RunChangeKind[] Follows { get; init; } = [];
}
