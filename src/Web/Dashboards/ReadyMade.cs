using System.Text.Json.Nodes;
using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards;

/// <summary>A dashboard to begin with: whoever chooses it gets a copy of their own.</summary>
public abstract class ReadyMade
{
    /// <summary>All of them, found in this assembly.</summary>
    public static IReadOnlyList<ReadyMade> All { get; } = [.. typeof(ReadyMade).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ReadyMade)))
        .Select(type => (ReadyMade)Activator.CreateInstance(type)!)
        .OrderBy(ready => ready.Order)];

    /// <summary>By which an address or a request names it.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>The question that it answers.</summary>
    public abstract string Summary { get; }

    public abstract string Icon { get; }

    protected abstract int Order { get; }

    /// <summary>Which runs it is about.</summary>
    protected virtual string Query => "";

    protected abstract IEnumerable<DashboardWidget> Widgets();

    public DashboardDraft Draft() => new() { Name = Title, Description = Summary, Query = Query, Content = new() { Widgets = [.. Widgets()] } };

    protected static DashboardWidget Place(string kind, GridPlace place, string title, params (string Name, JsonNode? Value)[] options) =>
        (WidgetKind.Find(kind) ?? throw new InvalidOperationException($"There is no widget '{kind}'.")).Create(
            new JsonObject(options.Select(option => KeyValuePair.Create(option.Name, option.Value))), title) with { Place = place };
}
