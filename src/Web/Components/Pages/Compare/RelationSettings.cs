using System.Collections.Specialized;
using System.Globalization;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Hardware;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>How a comparison shows parameters beside results.</summary>
public enum RelationView
{
    /// <summary>A table of the parameters that differ.</summary>
    Differences,

    /// <summary>Parallel coordinates.</summary>
    Parallel,
    Scatter,

    /// <summary>Filled contours of a result over two numbers.</summary>
    Contour,
}

/// <summary>Which parameters and results are shown, and which runs are kept; part of the page's address.</summary>
public sealed record RelationSettings
{
    public RelationView View { get; init; }

    /// <summary>The run that the others are measured against; <see langword="null"/> for the first one of the baseline's format.</summary>
    public Guid? Baseline { get; init; }

    /// <summary>Keys of the columns beside each other; empty for the usual ones.</summary>
    public IReadOnlyList<string> Axes { get; init; } = [];

    /// <summary>Columns that only runs within a window are kept of.</summary>
    public IReadOnlyDictionary<string, ChartWindow> Kept { get; init; } = new Dictionary<string, ChartWindow>();

    /// <summary>The tensor whose statistics are shown; <see langword="null"/> for the one that overflows most.</summary>
    public string? Site { get; init; }

    /// <summary>Column across in the scatter plot and under the contours; <see langword="null"/> for the usual one.</summary>
    public string? Across { get; init; }

    /// <summary>Column upwards.</summary>
    public string? Upwards { get; init; }

    /// <summary>Column that the colours of the contours are; <see langword="null"/> for the usual one.</summary>
    public string? Height { get; init; }

    /// <summary>Whether a metric is its best value; otherwise its last.</summary>
    public bool Best { get; init; }

    /// <summary>The machine that the hardware estimate is for.</summary>
    public Accelerator Machine { get; init; } = new();

    public RelationSettings Keep(string column, ChartWindow? window)
    {
        var kept = Kept.Where(entry => entry.Key != column).ToDictionary();
        if (window is { } part)
            kept[column] = part;
        return this with { Kept = kept };
    }

    /// <summary>The places of the runs that are within every window; a window of a column that is not there keeps all.</summary>
    public IReadOnlyList<int> Places(IReadOnlyList<RunColumn> columns, int runs)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var windows = columns.Where(column => Kept.ContainsKey(column.Key)).Select(column => (Column: column, Window: Kept[column.Key])).ToList();
        return [.. Enumerable.Range(0, runs).Where(run => windows.TrueForAll(entry => entry.Column.IsWithin(run, entry.Window)))];
    }

    public static RelationSettings From(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            View = Enum.TryParse<RelationView>(query["show"], ignoreCase: true, out var view) && Enum.IsDefined(view) ? view : RelationView.Differences,
            Baseline = Guid.TryParse(query["baseline"], out var baseline) ? baseline : null,
            Axes = query.GetValues("axis") ?? [],
            Kept = (query.GetValues("keep") ?? []).Select(Part).OfType<(string Key, ChartWindow Window)>()
                .DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Window),
            Site = query["tensor"],
            Across = query["across"],
            Upwards = query["up"],
            Height = query["height"],
            Best = query["of"] == "best",
            Machine = AcceleratorQuery.From(query),
        };
    }

    /// <summary>Writes what is not at its default.</summary>
    public void WriteTo(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Put("show", View == RelationView.Differences ? null : View.ToString().ToLowerInvariant());
        query.Put("baseline", Baseline?.ToString());
        query.Put("tensor", Site);
        query.Put("across", Across);
        query.Put("up", Upwards);
        query.Put("height", Height);
        query.Put("of", Best ? "best" : null);
        AcceleratorQuery.WriteTo(Machine, query);
        foreach (var axis in Axes)
            query.Add("axis", axis);
        foreach (var (key, window) in Kept)
            query.Add("keep", string.Create(CultureInfo.InvariantCulture, $"{window.From:R}~{window.To:R}~{key}"));
    }

    private static (string Key, ChartWindow Window)? Part(string text) =>
        text.Split('~', 3) is [var from, var to, { Length: > 0 } key]
        && double.TryParse(from, NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
        && double.TryParse(to, NumberStyles.Float, CultureInfo.InvariantCulture, out var high) && low <= high
            ? (key, new ChartWindow(low, high))
            : null;
}
