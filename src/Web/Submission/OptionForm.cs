using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Web.Submission;

/// <summary>One section of options, e.g. those of a trainer.</summary>
public sealed class OptionForm
{
    public static OptionForm Empty { get; } = new([], null);

    /// <param name="schemas">What the section may hold.</param>
    /// <param name="recipe">Values that stand in for the schemas' own defaults.</param>
    public OptionForm(IReadOnlyList<ParameterSchema> schemas, JsonObject? recipe)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        Fields = schemas.Select(schema => new OptionField(schema, recipe?[schema.Name])).ToList();
    }

    public IReadOnlyList<OptionField> Fields { get; }

    /// <summary>What everybody looks at: shown at once, before the groups that start folded away.</summary>
    public IReadOnlyList<OptionField> Main => Fields.Where(f => Open.Contains(f.Schema.Group)).OrderBy(f => Array.IndexOf(Open, f.Schema.Group)).ToList();

    /// <summary>The other groups in the schemas' order, <c>Advanced</c> last.</summary>
    public IEnumerable<IGrouping<string, OptionField>> Folded =>
        Fields.Where(f => !Open.Contains(f.Schema.Group)).GroupBy(f => f.Schema.Group).OrderBy(g => g.Key == "Advanced");

    private static readonly string[] Open = ["Length", "General"];

    /// <summary>Sets every field: to its value where there is one, else back to its default.</summary>
    public void Reset(JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var field in Fields)
            field.Set(values[field.Schema.Name]);
    }

    /// <summary>The same values under other rules; what stood at its default takes the new one.</summary>
    public OptionForm Under(IReadOnlyList<ParameterSchema> schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        if (schemas.SequenceEqual(Fields.Select(field => field.Schema), ReferenceEqualityComparer.Instance))
            return this;
        var form = new OptionForm(schemas, null);
        foreach (var field in form.Fields)
        {
            if (Fields.FirstOrDefault(old => old.Schema.Name == field.Schema.Name) is { IsChanged: true } kept)
                field.Text = kept.Text;
        }

        return form;
    }

    public JsonObject Values()
    {
        var values = new JsonObject();
        foreach (var field in Fields)
        {
            if (field.Value() is { } value)
                values[field.Schema.Name] = value;
        }

        return values;
    }
}
