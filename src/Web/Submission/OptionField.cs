using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Web.Submission;

/// <summary>
/// One option in a form. It keeps what was typed as text, right or wrong, so that a mistake stays where it was made until it is
/// mended; empty means "not set", which takes the default.
/// </summary>
public sealed class OptionField(ParameterSchema schema, JsonNode? recipe)
{
    public ParameterSchema Schema { get; } = schema;

    /// <summary>What the run will use when the field is left empty, as text; empty when it would stay unset.</summary>
    public string Default { get; } = recipe is not null ? TextOf(recipe) : DefaultOf(schema);

    public string Text { get; set; } = recipe is not null ? TextOf(recipe) : DefaultOf(schema);

    public bool IsChanged => Text.Trim() != Default;

    public void Set(JsonNode? value) => Text = value is null ? Default : TextOf(value);

    /// <summary>
    /// The value for the specification; <see langword="null"/> when empty. Text that is no number goes through as text: the validator
    /// has the words for it.
    /// </summary>
    public JsonNode? Value()
    {
        var text = Text.Trim();
        if (text.Length == 0)
            return null;
        return Schema.Kind switch
        {
            ParameterKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            ParameterKind.Integer or ParameterKind.Number
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            ParameterKind.Boolean when bool.TryParse(text, out var flag) => flag,
            _ => text,
        };
    }

    private static string DefaultOf(ParameterSchema schema) =>
        schema.Default is { ValueKind: not JsonValueKind.Null } value ? TextOf(JsonNode.Parse(value.GetRawText())!) : "";

    private static string TextOf(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
