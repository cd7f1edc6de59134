using System.Text.Json;
using Mantissa.Catalogue;

namespace Mantissa.Web.Components.Dashboards;

/// <summary>Schemas that several widgets have in common.</summary>
internal static class WidgetOptions
{
    /// <summary>Forms propose for it what the runs have recorded.</summary>
    public const string Metric = "metric";

    /// <summary>With a default that every trainer but the adversarial ones records, so that a new widget shows something.</summary>
    public static ParameterSchema MetricName(string help) => new()
    {
        Name = Metric, Label = "Metric", Kind = ParameterKind.Text, Help = help, Default = JsonSerializer.SerializeToElement("train/loss"), Choices = [],
    };

    public static ParameterSchema Choice(string name, string label, string help, params (string Value, string Title)[] choices) => new()
    {
        Name = name, Label = label, Kind = ParameterKind.Choice, Help = help, Default = JsonSerializer.SerializeToElement(choices[0].Value),
        Choices = [.. choices.Select(choice => choice.Value)], ChoiceTitles = [.. choices.Select(choice => choice.Title)],
    };

    public static ParameterSchema Number(string name, string label, string help, double fallback, double minimum, double maximum) => new()
    {
        Name = name, Label = label, Kind = ParameterKind.Number, Help = help, Default = JsonSerializer.SerializeToElement(fallback),
        Minimum = minimum, Maximum = maximum,
    };

    public static ParameterSchema Count(string name, string label, string help, int fallback, int minimum, int maximum) =>
        Number(name, label, help, fallback, minimum, maximum) with { Kind = ParameterKind.Integer };

    public static ParameterSchema Flag(string name, string label, string help) => new()
    {
        Name = name, Label = label, Kind = ParameterKind.Boolean, Help = help, Default = JsonSerializer.SerializeToElement(false),
    };
}
