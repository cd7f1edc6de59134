using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>Statistics of many blocks of points, column by column, as parameters of one statement.</summary>
internal sealed class StatisticsBuffer
{
    private readonly List<long> count = [];
    private readonly List<long> nonFiniteCount = [];
    private readonly List<double> sum = [];
    private readonly PointColumns first = new();
    private readonly PointColumns last = new();
    private readonly PointColumns min = new();
    private readonly PointColumns max = new();
    private readonly PointColumns nonFinite = new();

    /// <summary>Adds the statistics of points that are in ascending step.</summary>
    public void Add(PointArrays points)
    {
        var statistics = PointStatistics.Of(points.Values);
        count.Add(statistics.Count);
        nonFiniteCount.Add(statistics.NonFiniteCount);
        sum.Add(statistics.Sum);
        first.Add(points, 0);
        last.Add(points, points.Count - 1);
        min.Add(points, statistics.Min);
        max.Add(points, statistics.Max);
        nonFinite.Add(points, statistics.NonFinite);
    }

    /// <summary>Names the parameters as <see cref="StatisticsSql.Parameters"/> does.</summary>
    public void AddTo(NpgsqlParameterCollection parameters, string prefix)
    {
        parameters.AddWithValue($"{prefix}_count", count);
        parameters.AddWithValue($"{prefix}_non_finite", nonFiniteCount);
        parameters.AddWithValue($"{prefix}_sum", sum);
        first.AddTo(parameters, $"{prefix}_first");
        last.AddTo(parameters, $"{prefix}_last");
        min.AddTo(parameters, $"{prefix}_min");
        max.AddTo(parameters, $"{prefix}_max");
        nonFinite.AddTo(parameters, $"{prefix}_non_finite");
    }

    private sealed class PointColumns
    {
        private readonly List<long?> steps = [];
        private readonly List<double?> values = [];
        private readonly List<long?> times = [];

        public void Add(PointArrays points, int? position)
        {
            steps.Add(position is { } s ? points.Steps[s] : null);
            values.Add(position is { } v ? points.Values[v] : null);
            times.Add(position is { } t ? points.Times[t] : null);
        }

        public void AddTo(NpgsqlParameterCollection parameters, string prefix)
        {
            parameters.AddWithValue($"{prefix}_step", steps);
            parameters.AddWithValue($"{prefix}_value", values);
            parameters.AddWithValue($"{prefix}_time", times);
        }
    }
}
