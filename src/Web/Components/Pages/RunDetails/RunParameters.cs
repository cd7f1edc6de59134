using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>One entry of a run's specification.</summary>
/// <param name="Key">Tells parameters apart across runs, e.g. <c>training.batch</c>.</param>
/// <param name="Section">What it belongs to, in words.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Value">As it is specified.</param>
/// <param name="Unit">Of the value, if it has one.</param>
public sealed record StatedParameter(string Key, string Section, string Label, JsonNode? Value, string? Unit)
{
    /// <summary>The value with its unit.</summary>
    public string Text => Plain + (Unit is { } unit ? $" {(Plain == "1" ? Singular(unit) : unit)}" : "");

    /// <summary>The value alone.</summary>
    public string Plain => Value is null ? "–" : Value.GetValueKind() == JsonValueKind.String ? Value.GetValue<string>() : Value.ToJsonString();

    /// <summary>Units are written as for many, "steps"; symbols, as "ms", have one form.</summary>
    private static string Singular(string unit) => unit switch { "batches" => "batch", "ms" or [.., not 's'] => unit, _ => unit[..^1] };
}

/// <summary>A run's specification in sections, in the order and under the labels of the catalogue where it knows them.</summary>
public static class RunParameters
{
    public static IReadOnlyList<StatedParameter> Of(Run run, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(catalogue);
        var specification = run.Specification;
        var model = catalogue.Model(run.Model);
        return
        [
            .. Stated(run),
            .. Start(specification),
            .. Options("model", "Network", specification.ModelOptions, model?.Parameters),
            .. Options(
                "training", run.External ? "Parameters" : "Training", specification.Training,
                model is null ? null : catalogue.Trainer(model.Trainer)?.Parameters),
            .. Options("dataset", "Data", specification.DatasetOptions, catalogue.Dataset(run.Dataset)?.Parameters),
            .. Options("format", "Format", specification.FormatOptions, catalogue.Format(run.Format)?.Parameters),
        ];
    }

    /// <summary>Of a run that is made elsewhere only what its program said.</summary>
    private static IEnumerable<StatedParameter> Stated(Run run) =>
        new (string Label, JsonNode Value)[]
            {
                ("Model", run.Model), ("Format", run.Format), ("Dataset", run.Dataset), ("Seed", run.Seed), ("Device", run.Specification.Device),
                ("Queue", run.Queue),
            }
            .Where(entry => !run.External || (entry.Value.ToString().Length > 0 && entry.Label is not ("Queue" or "Seed")))
            .Select(entry => new StatedParameter(entry.Label.ToLowerInvariant(), "Run", entry.Label, entry.Value, null));

    private static IEnumerable<StatedParameter> Start(RunSpecification specification) =>
        specification.StartFrom is { } checkpoint ? [new("start", "Run", "Starts from", $"checkpoint {checkpoint}", null)] : [];

    /// <summary>The database does not keep the order of an object's fields, so the catalogue gives it; a field that it does not know comes last.</summary>
    private static IEnumerable<StatedParameter> Options(string prefix, string section, JsonObject options, IReadOnlyList<ParameterSchema>? schemas)
    {
        var known = (schemas ?? []).Where(schema => options.ContainsKey(schema.Name));
        var unknown = options.Where(option => schemas?.Any(schema => schema.Name == option.Key) != true);
        return
        [
            .. known.Select(schema => new StatedParameter($"{prefix}.{schema.Name}", section, schema.Label, options[schema.Name], schema.Unit)),
            .. unknown.Select(option => new StatedParameter($"{prefix}.{option.Key}", section, option.Key, option.Value, null)),
        ];
    }
}
