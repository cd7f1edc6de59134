using System.Text.Json;
using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Querying;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>A run in the table. It stays the same object while its run changes, so that the table repaints cells, not itself.</summary>
public sealed class RunRow(Run run)
{
    public Run Run { get; set; } = run;

    /// <summary>The metric by which the run's model is judged.</summary>
    public MetricEntry? Metric { get; set; }

    /// <summary>Its last value, once there is one.</summary>
    public double? Value { get; set; }

    /// <summary>The series that columns show, by the metric's name.</summary>
    public IReadOnlyDictionary<string, SeriesSummary> Series { get; set; } = new Dictionary<string, SeriesSummary>();

    /// <summary>The name of its experiment, where a column shows it.</summary>
    public string? Experiment { get; set; }

    /// <summary>A metric's value; NaN is shown as such.</summary>
    public double? Number(MetricField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return !Series.TryGetValue(field.Name, out var series)
            ? null
            : field.Aggregate switch
            {
                MetricAggregate.Min => series.Min,
                MetricAggregate.Max => series.Max,
                MetricAggregate.Count => series.Count,
                _ => series.Last,
            };
    }

    /// <summary>A parameter as text; where two sections have an option of the same name, the first one's counts, as in queries.</summary>
    public string? Parameter(string name)
    {
        var specification = Run.Specification;
        foreach (var section in new[] { specification.Training, specification.ModelOptions, specification.DatasetOptions, specification.FormatOptions })
        {
            if (section[name] is { } value)
                return value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        }

        return null;
    }
}
