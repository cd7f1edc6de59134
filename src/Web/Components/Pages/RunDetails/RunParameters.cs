using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>A run's specification in sections, in the order and under the labels of the catalogue where it knows them.</summary>
public static class RunParameters
{
    public sealed record Section(string Title, IReadOnlyList<(string Name, string Value)> Values);

    public static IReadOnlyList<Section> Of(Run run, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(catalogue);
        var specification = run.Specification;
        var model = catalogue.Model(run.Model);
        Section[] sections =
        [
            new("Run", [.. Stated(run), .. Start(specification)]),
            Options("Network", specification.ModelOptions, model?.Parameters),
            Options(run.External ? "Parameters" : "Training", specification.Training, model is null ? null : catalogue.Trainer(model.Trainer)?.Parameters),
            Options("Data", specification.DatasetOptions, catalogue.Dataset(run.Dataset)?.Parameters),
            Options("Format", specification.FormatOptions, catalogue.Format(run.Format)?.Parameters),
        ];
        return sections.Where(s => s.Values.Count > 0).ToList();
    }

    /// <summary>Of a run that is made elsewhere only what its program said.</summary>
    private static IEnumerable<(string Name, string Value)> Stated(Run run) =>
        new[] { ("Model", run.Model), ("Format", run.Format), ("Dataset", run.Dataset), ("Seed", $"{run.Seed}"), ("Device", run.Specification.Device), ("Queue", run.Queue) }
            .Where(entry => !run.External || (entry.Item2.Length > 0 && entry.Item1 is not ("Queue" or "Seed")));

    private static IEnumerable<(string Name, string Value)> Start(RunSpecification specification) =>
        specification.StartFrom is { } checkpoint ? [("Starts from", $"checkpoint {checkpoint}")] : [];

    /// <summary>The database does not keep the order of an object's fields, so the catalogue gives it; a field that it does not know comes last.</summary>
    private static Section Options(string title, JsonObject options, IReadOnlyList<ParameterSchema>? schemas)
    {
        var known = (schemas ?? []).Where(schema => options.ContainsKey(schema.Name));
        var unknown = options.Where(option => schemas?.Any(schema => schema.Name == option.Key) != true);
        return new(
            title,
            [
                .. known.Select(schema => (schema.Label, Text(options[schema.Name]) + (schema.Unit is { } unit ? $" {unit}" : ""))),
                .. unknown.Select(option => (option.Key, Text(option.Value))),
            ]);
    }

    private static string Text(JsonNode? value) =>
        value is null ? "–" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
