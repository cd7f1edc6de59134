using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Benchmarks.Smoke;

/// <summary>
/// The obvious way to keep metrics, as the baseline of the metric store: one indexed row a point, written by binary COPY in transactions
/// of the same size, thinned for a chart by the database.
/// </summary>
internal sealed class RowPerPoint(NpgsqlDataSource database)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "create table measured_point (series int, step bigint, value float8, time timestamptz, primary key (series, step))");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task AppendAsync(IReadOnlyList<(int Series, long Step, double Value)> points, DateTime time, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var writer = await connection.BeginBinaryImportAsync("copy measured_point from stdin (format binary)", cancellationToken);
        foreach (var (series, step, value) in points)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(series, NpgsqlDbType.Integer, cancellationToken);
            await writer.WriteAsync(step, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(value, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(time, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>Lowest and highest value of each of <paramref name="buckets"/> stretches of a series.</summary>
    public async Task<int> BucketsAsync(int series, long lastStep, int buckets, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select width_bucket(step, 1, $2 + 1, $3) as bucket, min(value), max(value) from measured_point where series = $1 group by bucket order by bucket");
        command.Parameters.Add(new() { Value = series });
        command.Parameters.Add(new() { Value = lastStep });
        command.Parameters.Add(new() { Value = buckets });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = 0;
        while (await reader.ReadAsync(cancellationToken))
            rows++;
        return rows;
    }
}
