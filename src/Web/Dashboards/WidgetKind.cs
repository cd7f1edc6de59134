using System.Reflection;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Notifications;
using Mantissa.Web.Components.Dashboards;

namespace Mantissa.Web.Dashboards;

/// <summary>A kind of widget, as its own file describes it.</summary>
public sealed class WidgetKind
{
    private readonly WidgetAttribute _attribute;

    private WidgetKind(Type component, WidgetAttribute attribute, IReadOnlyList<ParameterSchema> options)
    {
        (Component, _attribute, Options) = (component, attribute, options);
    }

    /// <summary>All kinds, found in this assembly: a new one is a new file.</summary>
    public static IReadOnlyList<WidgetKind> All { get; } = [.. typeof(WidgetKind).Assembly.GetTypes()
        .Select(type => (Type: type, Attribute: type.GetCustomAttribute<WidgetAttribute>()))
        .Where(found => found.Attribute is not null)
        .OrderBy(found => found.Attribute!.Order)
        .Select(found => new WidgetKind(found.Type, found.Attribute!, OptionsOf(found.Type)))];

    /// <summary>Draws it; a <see cref="Widget"/>.</summary>
    public Type Component { get; }

    public IReadOnlyList<ParameterSchema> Options { get; }

    public string Name => _attribute.Name;
    public string Title => _attribute.Title;
    public string Summary => _attribute.Summary;
    public string Icon => _attribute.Icon;
    public bool FillsPlace => _attribute.FillsPlace;
    public bool ShowsRuns => _attribute.ShowsRuns;

    /// <summary>The kind of that name, or <see langword="null"/> when this version does not know it.</summary>
    public static WidgetKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>Whether it has to be read again after such a change of one of its runs; one of a status concerns all who show runs.</summary>
    public bool Follows(RunChangeKind change) => _attribute.Follows.Contains(change);

    /// <summary>A new widget of this kind.</summary>
    public DashboardWidget Create(JsonObject? options = null, string title = "") => new()
    {
        Id = Guid.NewGuid(), Kind = Name, Title = title, Place = new(0, 0, _attribute.Width, _attribute.Height), Options = options ?? [],
    };

    /// <summary>The options with all defaults, and what is wrong with those that are given; fields are <c>options.…</c>.</summary>
    public (JsonObject Values, IReadOnlyList<FieldError> Errors) Resolve(JsonObject given)
    {
        var errors = new List<FieldError>();
        return (OptionSection.Resolve("options", given, Options, recipe: null, errors), errors);
    }

    private static IReadOnlyList<ParameterSchema> OptionsOf(Type type) =>
        (IReadOnlyList<ParameterSchema>)type.GetProperty("Options", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
