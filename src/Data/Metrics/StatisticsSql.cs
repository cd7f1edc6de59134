namespace Mantissa.Data.Metrics;

/// <summary>The statistics columns that series and chunks share, and how those of a series absorb those of new points.</summary>
internal static class StatisticsSql
{
    private static readonly string[] Points = ["first", "last", "min", "max", "non_finite"];
    private static readonly string[] Parts = ["step", "value", "time"];

    /// <summary>Name and type of every column, in the order of <see cref="StatisticsBuffer"/>.</summary>
    public static readonly IReadOnlyList<(string Name, string Type)> Columns =
    [
        ("count", "bigint"), ("non_finite", "bigint"), ("sum", "double precision"),
        .. Points.SelectMany(point => new[] { ($"{point}_step", "bigint"), ($"{point}_value", "double precision"), ($"{point}_time", "bigint") }),
    ];

    /// <summary>The columns, comma-separated.</summary>
    public static readonly string List = string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>The array parameters that carry them, for <c>unnest</c>.</summary>
    public static string Parameters(string prefix) =>
        string.Join(", ", Columns.Select(column => $"@{prefix}_{column.Name}::{column.Type}[]"));

    /// <summary>Assignments of an <c>on conflict do update</c> on a series.</summary>
    public static readonly string Merge = string.Join(
        ",\n",
        [
            "count = series.count + excluded.count",
            "non_finite = series.non_finite + excluded.non_finite",
            "sum = series.sum + excluded.sum",
            Take("first", "(excluded.first_step, excluded.first_time) < (series.first_step, series.first_time)"),
            Take("last", "(excluded.last_step, excluded.last_time) >= (series.last_step, series.last_time)"),
            Take("min", "series.min_value is null or excluded.min_value < series.min_value"),
            Take("max", "series.max_value is null or excluded.max_value > series.max_value"),
            Take("non_finite", "series.non_finite_step is null or excluded.non_finite_step < series.non_finite_step"),
        ]);

    private static string Take(string point, string condition) => string.Join(
        ",\n",
        Parts.Select(part => $"{point}_{part} = case when {condition} then excluded.{point}_{part} else series.{point}_{part} end"));
}
