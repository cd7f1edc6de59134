using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mantissa.Catalogue.Validation;

/// <summary>Checks one section of options against its schemas and fills in what was left out.</summary>
public static class OptionSection
{
    /// <param name="section">Name of the section in the specification, for error fields.</param>
    /// <param name="given">What the user wrote.</param>
    /// <param name="schemas">What the section may hold.</param>
    /// <param name="recipe">Values that stand in for the schemas' own defaults, e.g. a model's published recipe.</param>
    /// <param name="errors">Receives every problem found.</param>
    /// <returns>The section with all values that have one, in the schemas' order.</returns>
    public static JsonObject Resolve(
        string section, JsonObject given, IReadOnlyList<ParameterSchema> schemas, JsonObject? recipe, List<FieldError> errors)
    {
        foreach (var (name, value) in given)
        {
            if (schemas.All(s => s.Name != name))
                errors.Add(new($"{section}.{name}", value?.ToJsonString(), UnknownName(name, schemas)));
        }

        var resolved = new JsonObject();
        foreach (var schema in schemas)
        {
            var field = $"{section}.{schema.Name}";
            if (given[schema.Name] is { } value)
            {
                if (ParameterCheck.Problem(schema, value) is { } problem)
                    errors.Add(new(field, Shown(value), problem));
                else
                    resolved[schema.Name] = value.DeepClone();
            }
            else if (recipe?[schema.Name] is { } recommended)
            {
                resolved[schema.Name] = recommended.DeepClone();
            }
            else if (schema.Default is { ValueKind: not JsonValueKind.Null } fallback)
            {
                resolved[schema.Name] = JsonNode.Parse(fallback.GetRawText());
            }
            else if (schema.Required)
            {
                errors.Add(new(field, null, $"{schema.Label} is missing. {schema.Help}"));
            }
        }

        return resolved;
    }

    private static string UnknownName(string name, IReadOnlyList<ParameterSchema> schemas) => schemas.Count == 0
        ? $"There is no option '{ParameterCheck.Excerpt(name)}': nothing can be set here."
        : $"There is no option '{ParameterCheck.Excerpt(name)}'.{Suggestion.For(name, schemas.Select(s => s.Name))}";

    private static string Shown(JsonNode value) =>
        ParameterCheck.Excerpt(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString());
}
