using System.Text.Json.Nodes;

namespace Mantissa.Catalogue.Validation;

/// <summary>Turns a comparison into its runs: models × formats × seeds, in that order.</summary>
public static class ComparisonGrid
{
    /// <summary>Most runs in one comparison; more would hide what is being compared.</summary>
    public const int MostRuns = 500;

    /// <summary>
    /// Checks every member of the grid and fills in its defaults. An error that all formats and seeds of a model share is
    /// reported once, at <c>models[i].…</c>.
    /// </summary>
    public static Resolution<IReadOnlyList<RunSpecification>> Expand(ComparisonSpecification comparison, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(catalogue);
        var errors = new List<FieldError>();
        CheckAxes(comparison, errors);
        CheckFormatOptions(comparison, catalogue, errors);
        if (errors.Count > 0)
            return new(null, errors);

        var runs = new List<RunSpecification>();
        for (var i = 0; i < comparison.Models.Count; i++)
        {
            foreach (var format in comparison.Formats)
            {
                foreach (var seed in comparison.Seeds)
                {
                    var member = Member(comparison, comparison.Models[i], format, OptionsOf(comparison, catalogue.Format(format)), seed);
                    var resolution = SpecificationValidator.Resolve(member, catalogue);
                    if (resolution.Value is { } run)
                        runs.Add(run);
                    errors.AddRange(resolution.Errors.Select(e => e with { Field = Place(e.Field, i) }));
                }
            }
        }

        return errors.Count == 0 ? new(runs, []) : new(null, errors.Distinct().ToList());
    }

    private static void CheckAxes(ComparisonSpecification comparison, List<FieldError> errors)
    {
        errors.AddRange(RunDescription.CheckName(comparison.Name));
        NeedsOne("models", comparison.Models?.Count ?? 0, "model", errors);
        NeedsOne("formats", comparison.Formats?.Count ?? 0, "format", errors);
        NeedsOne("seeds", comparison.Seeds?.Count ?? 0, "seed", errors);
        NoneMissing("models", comparison.Models, "model", errors);
        NoneMissing("formats", comparison.Formats, "format", errors);
        if (errors.Count > 0)
            return;
        NoneTwice("formats", comparison.Formats!, errors);
        NoneTwice("seeds", comparison.Seeds!, errors);
        NoneTwice("models", comparison.Models!.Select(Identity).ToList(), errors);
        var runs = (long)comparison.Models!.Count * comparison.Formats!.Count * comparison.Seeds!.Count;
        if (runs > MostRuns)
        {
            errors.Add(new("models", $"{runs}",
                $"{comparison.Models.Count:N0} models × {comparison.Formats.Count:N0} formats × {comparison.Seeds.Count:N0} seeds is {runs:N0} runs; "
                + $"one comparison may have {MostRuns:N0}. Split it."));
        }

        if (!comparison.Formats.Contains(comparison.Baseline))
        {
            errors.Add(new("baseline", comparison.Baseline,
                $"The baseline '{ParameterCheck.Excerpt(comparison.Baseline ?? "")}' is not among the formats compared. Add it, or choose another baseline."));
        }
    }

    private static void NeedsOne(string field, int count, string noun, List<FieldError> errors)
    {
        if (count == 0)
            errors.Add(new(field, null, $"Choose at least one {noun}."));
    }

    /// <summary>JSON may hold <c>null</c> where a list's type promises none.</summary>
    private static void NoneMissing<T>(string field, IReadOnlyList<T>? items, string noun, List<FieldError> errors)
    {
        for (var i = 0; i < items?.Count; i++)
        {
            if (items[i] is null)
                errors.Add(new($"{field}[{i}]", null, $"There is no {noun} here."));
        }
    }

    private static void NoneTwice<T>(string field, IReadOnlyList<T> items, List<FieldError> errors)
        where T : notnull
    {
        if (items.GroupBy(x => x).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            var shown = ParameterCheck.Excerpt(twice.Key.ToString()!);
            errors.Add(new(field, shown, $"'{shown}' is there {twice.Count():N0} times; once is enough."));
        }
    }

    /// <summary>The same model may appear with different options, not twice alike.</summary>
    private static string Identity(ComparisonMember member) =>
        string.Join(' ', member.Model, Text(member.ModelOptions), member.Dataset, Text(member.DatasetOptions), Text(member.Training), member.StartFrom).TrimEnd();

    private static string Text(JsonObject? options) => options is null or { Count: 0 } ? "" : options.ToJsonString();

    /// <summary>
    /// Format options are given once for all formats; each takes those that it knows (fp32 knows none). An option that no format
    /// of the comparison knows is a mistake.
    /// </summary>
    private static void CheckFormatOptions(ComparisonSpecification comparison, CatalogueDocument catalogue, List<FieldError> errors)
    {
        var known = (comparison.Formats ?? []).OfType<string>().Select(catalogue.Format).OfType<FormatEntry>()
            .SelectMany(f => f.Parameters).Select(p => p.Name).ToHashSet();
        foreach (var (name, value) in comparison.FormatOptions ?? [])
        {
            if (!known.Contains(name))
                errors.Add(new($"formatOptions.{name}", value?.ToJsonString(),
                    $"None of the formats compared has an option '{ParameterCheck.Excerpt(name)}'.{Suggestion.For(name, known)}"));
        }
    }

    private static JsonObject OptionsOf(ComparisonSpecification comparison, FormatEntry? format) => new(
        (comparison.FormatOptions ?? [])
            .Where(option => format?.Parameters.Any(p => p.Name == option.Key) == true)
            .Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone())));

    private static RunSpecification Member(
        ComparisonSpecification comparison, ComparisonMember member, string format, JsonObject formatOptions, long seed) => new()
        {
            Model = member.Model,
            ModelOptions = member.ModelOptions ?? [],
            Format = format,
            FormatOptions = formatOptions,
            Dataset = member.Dataset,
            DatasetOptions = member.DatasetOptions ?? [],
            Training = member.Training ?? [],
            StartFrom = member.StartFrom,
            Seed = seed,
            Device = comparison.Device,
            Queue = comparison.Queue,
            Tags = comparison.Tags,
        };

    private static string Place(string field, int index) =>
        field.Split('.', 2)[0] switch
        {
            "model" or "modelOptions" or "dataset" or "datasetOptions" or "training" or "startFrom" => $"models[{index}].{field}",
            "format" => "formats",
            "seed" => "seeds",
            _ => field,
        };
}
