using Mantissa.Data.Metrics;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Benchmarks.Database;

/// <summary>
/// The obvious way to keep metrics, as the baseline of the metric store: one indexed row a point, written by binary COPY in transactions
/// of the same size, thinned for a chart by the database.
/// </summary>
internal sealed class RowPerPoint(NpgsqlDataSource database)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "create table if not exists measured_point (series int, step bigint, value float8, time timestamptz, primary key (series, step))");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <param name="series">The number of each metric's series.</param>
    /// <param name="points">The points.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task AppendAsync(IReadOnlyDictionary<string, int> series, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var writer = await connection.BeginBinaryImportAsync("copy measured_point from stdin (format binary)", cancellationToken);
        foreach (var point in points)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(series[point.Name], NpgsqlDbType.Integer, cancellationToken);
            await writer.WriteAsync(point.Step, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(point.Value, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(point.Time.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>Lowest and highest value of each of <paramref name="buckets"/> stretches of each series.</summary>
    /// <returns>How many stretches had points.</returns>
    public async Task<int> BucketsAsync(IReadOnlyList<int> series, long lastStep, int buckets, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select series, width_bucket(step, 1, $2 + 1, $3) as bucket, min(value), max(value) from measured_point
            where series = any($1) group by series, bucket order by series, bucket
            """);
        command.Parameters.Add(new() { Value = series.ToArray() });
        command.Parameters.Add(new() { Value = lastStep });
        command.Parameters.Add(new() { Value = buckets });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = 0;
        while (await reader.ReadAsync(cancellationToken))
            rows++;
        return rows;
    }
}
