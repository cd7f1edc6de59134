using System.Globalization;
using Mantissa.Catalogue;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.New;

/// <summary>One option, drawn from its schema, with what is wrong with it beside it.</summary>
public sealed partial class OptionInput : ComponentBase
{
    private string _id = "";

    [Parameter, EditorRequired] public OptionField Field { get; set; } = null!;

    /// <summary>Where the value stands in the specification, e.g. <c>models[0].training.epochs</c>.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    [Parameter] public string? Error { get; set; }
    [Parameter] public EventCallback<string> OnChange { get; set; }

    private string Invalid => Error is null ? "false" : "true";

    private string Placeholder => Field.Default.Length > 0 ? Field.Default : Field.Schema.Roots is [var root, ..] ? $"{root}/…" : "";

    private string InputMode => Field.Schema.Kind switch
    {
        ParameterKind.Integer => "numeric",
        ParameterKind.Number => "decimal",
        _ => "text",
    };

    private string Bounds => Field.Schema switch
    {
        { Kind: not (ParameterKind.Integer or ParameterKind.Number) } => "",
        { Minimum: { } low, Maximum: { } high } => $" {Text(low)} to {Text(high)}.",
        { Minimum: { } low } => $" At least {Text(low)}.",
        _ => "",
    };

    protected override void OnParametersSet() => _id = "f-" + string.Concat(Path.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string Text(double number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    private Task Changed(ChangeEventArgs e) => OnChange.InvokeAsync(e.Value as string ?? "");
}
