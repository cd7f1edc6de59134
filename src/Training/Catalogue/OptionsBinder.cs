using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Training.Catalogue;

/// <summary>
/// Fills an options record from a section of the run specification. It checks again what the server checked at submission, because a
/// run may be older than the code that trains it.
/// </summary>
public static class OptionsBinder
{
    /// <param name="values">The section; values left out take the record's defaults, <c>null</c> counts as left out.</param>
    /// <param name="section">Name of the section for messages, e.g. <c>modelOptions</c>.</param>
    /// <param name="narrowed">Schemas that stand in for the record's own, e.g. those of a model's variant.</param>
    /// <exception cref="TrainingInputException">An unknown name, a value of another kind, or one outside its range.</exception>
    public static T Bind<T>(JsonObject values, string section, IReadOnlyList<ParameterSchema>? narrowed = null)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(values);
        var options = new T();
        var properties = SchemaReader.Properties(typeof(T)).ToDictionary(pair => SchemaReader.Key(pair.Property));
        foreach (var (name, _) in values)
            if (!properties.ContainsKey(name))
                throw new TrainingInputException($"{section}.{name}", $"'{name}' is not an option here; there are {Names(properties.Keys)}.");

        foreach (var (name, (property, attribute)) in properties)
        {
            var narrow = narrowed?.FirstOrDefault(schema => schema.Name == name);
            var schema = narrow ?? SchemaReader.Describe(property, attribute, options);
            var field = $"{section}.{name}";
            if ((values[name] ?? DefaultOf(narrow)) is { } value)
                property.SetValue(options, Convert(value, property, schema, field));
            else if (schema is { Required: true, Default: null })
                throw new TrainingInputException(field, $"{schema.Label} is needed.");
        }

        return options;
    }

    private static JsonNode? DefaultOf(ParameterSchema? schema) => schema?.Default is { } value ? JsonNode.Parse(value.GetRawText()) : null;

    private static object Convert(JsonNode value, PropertyInfo property, ParameterSchema schema, string field)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        object converted;
        try
        {
            converted = Whole(value, schema).Deserialize(type, CatalogueJson.Options) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new TrainingInputException(field, $"{schema.Label} takes {Expected(schema)}, not {value.ToJsonString()}.", exception);
        }

        if (converted is int or long or double or float)
            CheckRange(System.Convert.ToDouble(converted, CultureInfo.InvariantCulture), schema, field);
        if (schema.Choices is { } choices && !type.IsEnum
            && !choices.Contains(System.Convert.ToString(converted, CultureInfo.InvariantCulture)!))
            throw new TrainingInputException(field, $"{schema.Label} takes {Expected(schema)}, not {value.ToJsonString()}.");
        return converted;
    }

    /// <summary>JSON has one kind of number: 26.0 is as whole as 26.</summary>
    private static JsonNode Whole(JsonNode value, ParameterSchema schema) =>
        schema.Kind is ParameterKind.Integer or ParameterKind.Choice && value.GetValueKind() == JsonValueKind.Number
        && value.Deserialize<double>() is var number && number == Math.Floor(number) && Math.Abs(number) < 1e15
            ? JsonValue.Create((long)number)
            : value;

    private static void CheckRange(double value, ParameterSchema schema, string field)
    {
        if (!double.IsFinite(value) || value < schema.Minimum || value > schema.Maximum)
            throw new TrainingInputException(field, $"{schema.Label} takes {Expected(schema)}, not {Text(value)}.");
        if (schema.Step is { } step && Math.Abs(Math.IEEERemainder(value - (schema.Minimum ?? 0), step)) > 1e-9 * Math.Max(step, Math.Abs(value)))
            throw new TrainingInputException(field, $"{schema.Label} goes in steps of {Text(step)} from {Text(schema.Minimum ?? 0)}; {Text(value)} is between two of them.");
    }

    private static string Expected(ParameterSchema schema)
    {
        if (schema.Choices is { } choices)
            return $"one of {Names(choices)}";
        var kind = schema.Kind switch
        {
            ParameterKind.Integer => "a whole number",
            ParameterKind.Number => "a number",
            ParameterKind.Boolean => "true or false",
            _ => "text",
        };
        return (schema.Minimum, schema.Maximum) switch
        {
            ({ } low, { } high) => $"{kind} from {Text(low)} to {Text(high)}",
            ({ } low, null) => $"{kind} of at least {Text(low)}",
            (null, { } high) => $"{kind} of at most {Text(high)}",
            _ => kind,
        };
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static string Text(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
