using System.Globalization;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards;

/// <summary>What a widget is given to show. Another object means: read again.</summary>
/// <param name="Widget">Its place and heading.</param>
/// <param name="Values">Its options, with all defaults.</param>
/// <param name="Errors">What is wrong with them; a widget with errors is not drawn.</param>
/// <param name="Runs">The runs that it is about.</param>
/// <param name="Query">The query that found them.</param>
/// <param name="Catalogue">What is known of models and their metrics.</param>
/// <param name="Linked">Whether runs link to their pages; not on a shared dashboard.</param>
public sealed record WidgetView(
    DashboardWidget Widget, JsonObject Values, IReadOnlyList<FieldError> Errors, RunSelection Runs, string Query, CatalogueDocument Catalogue,
    bool Linked)
{
    public string Text(string option) => Values[option]?.GetValue<string>() ?? "";

    public double Number(string option) => Values[option] is { } value ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : 0;

    public bool Flag(string option) => Values[option]?.GetValue<bool>() ?? false;
}
