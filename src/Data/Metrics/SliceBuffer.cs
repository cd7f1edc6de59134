using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Metrics;

/// <summary>Blocks of points, one after the other in three arrays, and where each starts and stops, counted from 1 as PostgreSQL does.</summary>
internal sealed class SliceBuffer(string prefix)
{
    private readonly List<int?> start = [];
    private readonly List<int?> stop = [];
    private readonly List<long> steps = [];
    private readonly List<double> values = [];
    private readonly List<long> times = [];

    /// <param name="points">Absent where a chunk has no such block.</param>
    public void Add(PointArrays? points)
    {
        start.Add(points is null ? null : steps.Count + 1);
        if (points is { } block)
        {
            steps.AddRange(DeltaCoding.Encode(block.Steps));
            values.AddRange(block.Values);
            times.AddRange(DeltaCoding.Encode(block.Times));
        }

        stop.Add(points is null ? null : steps.Count);
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        parameters.AddWithValue($"{prefix}start", start);
        parameters.AddWithValue($"{prefix}stop", stop);
        parameters.AddWithValue($"{prefix}steps", NpgsqlDbType.Array | NpgsqlDbType.Bigint, steps);
        parameters.AddWithValue($"{prefix}values", NpgsqlDbType.Array | NpgsqlDbType.Double, values);
        parameters.AddWithValue($"{prefix}times", NpgsqlDbType.Array | NpgsqlDbType.Bigint, times);
    }
}
