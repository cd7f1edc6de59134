namespace Mantissa.Data.Metrics;

/// <summary>The statistics of some points, as <see cref="Entities.MetricStatistics"/> defines them; extremes as positions in the arrays.</summary>
internal readonly record struct PointStatistics(int Count, int NonFiniteCount, double Sum, int? Min, int? Max, int? NonFinite)
{
    /// <summary>Of points in ascending step, of which there is at least one. First and last are the ends of the arrays.</summary>
    public static PointStatistics Of(ReadOnlySpan<double> values)
    {
        int? min = null, max = null, nonFinite = null;
        var nonFiniteCount = 0;
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (!double.IsFinite(value))
            {
                nonFinite ??= i;
                nonFiniteCount++;
                continue;
            }

            sum += value;
            if (min is null || value < values[min.Value])
                min = i;
            if (max is null || value > values[max.Value])
                max = i;
        }

        return new(values.Length, nonFiniteCount, sum, min, max, nonFinite);
    }
}
