using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Api.Resources;

/// <summary>What can be changed about a run. A field left out stays as it is.</summary>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="Notes">Markdown, at most 20,000 characters; <see langword="null"/> removes them.</param>
/// <param name="Tags">Tags to set; <see langword="null"/> as a tag's value removes the tag.</param>
public sealed record RunEditDocument(string? Name, string? Notes, IReadOnlyDictionary<string, string?>? Tags)
{
    /// <summary>Reads the patch as it came: only there can a field that is null be told from one that is left out.</summary>
    internal static RunEdit Read(JsonObject patch, List<FieldError> errors)
    {
        var edit = new RunEdit();
        foreach (var (field, value) in patch)
        {
            edit = field switch
            {
                "name" when Text(value) is { } name && !string.IsNullOrWhiteSpace(name) => edit with { Name = name },
                "notes" when value is null || Text(value) is not null => edit with { Notes = Text(value) ?? "" },
                "tags" when value is JsonObject tags && tags.All(tag => tag.Value is null || Text(tag.Value) is not null) =>
                    edit with { Tags = tags.ToDictionary(tag => tag.Key, tag => Text(tag.Value)) },
                _ => Refuse(edit, field, errors),
            };
        }

        return edit;
    }

    private static RunEdit Refuse(RunEdit edit, string field, List<FieldError> errors)
    {
        errors.Add(new(field, null, field switch
        {
            "name" => "The name must be text that is not blank.",
            "notes" => "Notes must be text, or null to remove them.",
            "tags" => "Tags must be an object whose values are text, or null to remove a tag.",
            _ => $"There is no field '{field}' to change; there are name, notes and tags.",
        }));
        return edit;
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
