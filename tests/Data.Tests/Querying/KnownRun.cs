using System.Globalization;
using System.Text.Json;
using Mantissa.Data.Entities;
using Mantissa.Data.Querying;

namespace Mantissa.Data.Tests.Querying;

/// <summary>A run and its points in memory, and what queries should find in them: written without SQL, from what the language promises.</summary>
internal sealed record KnownRun(Run Run, IReadOnlyDictionary<string, double[]> Points)
{
    /// <summary>The field's value: text, number, time, id or flag; <see langword="null"/> where there is none.</summary>
    public object? ValueOf(Field field, bool asNumber) => field switch
    {
        AttributeField { Attribute.Name: var name } => Attribute(name),
        TagField tag => Run.Tags.GetValueOrDefault(tag.Name),
        ParameterField parameter => Parameter(parameter.Name) is { } text ? (asNumber ? NumberOf(text) : text) : null,
        MetricField metric => Points.TryGetValue(metric.Name, out var points) ? Aggregate(metric.Aggregate, points) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    public static double? NumberOf(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    private object? Attribute(string name) => name switch
    {
        "name" => Run.Name,
        "model" => Run.Model,
        "format" => Run.Format,
        "status" => Run.Status.ToString(),
        "notes" => Run.Notes,
        "worker" => Run.WorkerId,
        "id" => Run.Id,
        "comparison" => Run.ComparisonId,
        "seed" => (double)Run.Seed,
        "epoch" => Run.Epoch,
        "loss" => Run.Loss is { } loss && !double.IsNaN(loss) ? loss : null,
        "duration" => (Run.FinishedAt - Run.StartedAt)?.TotalSeconds,
        "created" => Run.CreatedAt,
        "started" => Run.StartedAt,
        "finished" => Run.FinishedAt,
        "archived" => Run.ArchivedAt is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The evaluator does not know it."),
    };

    private string? Parameter(string name)
    {
        var specification = Run.Specification;
        foreach (var section in new[] { specification.Training, specification.ModelOptions, specification.DatasetOptions, specification.FormatOptions })
        {
            if (section[name] is { } value)
                return value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        }

        return null;
    }

    private static object? Aggregate(MetricAggregate aggregate, double[] points)
    {
        var finite = points.Where(double.IsFinite).ToArray();
        return aggregate switch
        {
            MetricAggregate.Count => (double)points.Length,
            MetricAggregate.Last => double.IsNaN(points[^1]) ? null : points[^1],
            MetricAggregate.Min => finite.Length == 0 ? null : finite.Min(),
            _ => finite.Length == 0 ? null : finite.Max(),
        };
    }
}
