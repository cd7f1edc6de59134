using Mantissa.Catalogue;
using Mantissa.Data.Querying;
using Mantissa.Web.Components.Dashboards;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>From the keys of columns to columns: attributes, and any parameter, metric and tag under the titles that the workers declare.</summary>
public sealed class ColumnCatalogue(CatalogueDocument catalogue, QueryContext context)
{
    /// <summary>How a metric's column is offered: with the aggregate that people look for first.</summary>
    public static IReadOnlyList<string> Aggregates { get; } = ["last", "min", "max", "best"];

    /// <summary>The metrics by which models are judged; the column of results averages over them.</summary>
    public IReadOnlyList<MetricEntry> Judged { get; } = [.. catalogue.Trainers.SelectMany(trainer => trainer.Metrics).Where(metric => metric.Primary).DistinctBy(metric => metric.Name)];

    /// <summary>The column of a key; <see langword="null"/> when it is none.</summary>
    public RunColumn? Find(string key)
    {
        if (FixedColumns.All.FirstOrDefault(column => column.Key == key) is { } known)
            return known;
        return FieldOf(key) switch
        {
            MetricField metric => Metric(key, metric),
            ParameterField parameter => new(key, ParameterTitle(parameter.Name), 112, (row, _) => row.Parameter(parameter.Name) ?? "")
            {
                Field = parameter, IsNumber = true, IsMeasure = true,
            },
            TagField tag => new(key, tag.Name, 120, (row, _) => row.Run.Tags.GetValueOrDefault(tag.Name, "")) { Field = tag },
            _ => null,
        };
    }

    /// <summary>The field that a key names, for sorting and grouping.</summary>
    public Field? FieldOf(string key)
    {
        try
        {
            return QueryParser.ParseField(key, context);
        }
        catch (QuerySyntaxException)
        {
            return null;
        }
    }

    /// <summary>How people call a field.</summary>
    public string TitleOf(string key) => Find(key)?.FullTitle ?? key;

    private RunColumn Metric(string key, MetricField field)
    {
        var entry = WidgetMetrics.Entry(catalogue, field.Name);
        var note = key[(key.LastIndexOf('.') + 1)..];
        return new(key, entry?.Title ?? field.Name, note == "last" ? 128 : 164, (row, _) => row.Number(field) is { } value ? Shown(field, value, entry?.Unit) : "")
        {
            Field = field, Note = note == "last" || !Aggregates.Contains(note) ? (field.Aggregate == MetricAggregate.Count ? "count" : "") : note,
            Unit = field.Aggregate == MetricAggregate.Count ? null : entry?.Unit, IsNumber = true, IsMeasure = true,
        };
    }

    private static string Shown(MetricField field, double value, string? unit) =>
        field.Aggregate == MetricAggregate.Count ? Numbers.Count((long)value) : Numbers.Metric(value, unit);

    private string ParameterTitle(string name) => catalogue.Trainers.SelectMany(trainer => trainer.Parameters)
        .Concat(catalogue.Models.SelectMany(model => model.Parameters)).Concat(catalogue.Datasets.SelectMany(set => set.Parameters))
        .Concat(catalogue.Formats.SelectMany(format => format.Parameters))
        .FirstOrDefault(schema => schema.Name == name)?.Label ?? name;
}
