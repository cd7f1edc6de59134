using System.Globalization;
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

    /// <summary>Fills the table, which is not there yet, with <see cref="Curve"/> as fast as the server can; the key comes last.</summary>
    /// <param name="series">How many series, numbered from 0.</param>
    /// <param name="points">Steps of each, from 1.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public async Task CreateFilledAsync(int series, int points, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(string.Create(CultureInfo.InvariantCulture,
            $"""
            create table measured_point as
            select series, step::bigint, 10 / (1 + step / 1e4::float8) + sin(step * 12.9898::float8) * 0.1 as value, '2026-01-01Z'::timestamptz + step * interval '20 ms' as time
            from generate_series(0, {series - 1}) as series, generate_series(1, {points}) as step;
            alter table measured_point add primary key (series, step)
            """));
        command.CommandTimeout = 0;
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

    /// <summary>Mean, deviation and extremes over all series of their means in each of <paramref name="stretches"/> stretches.</summary>
    public Task<int> AveragesAsync(long lastStep, int stretches, CancellationToken cancellationToken) => CountRowsAsync(
        """
        select stretch, avg(mean), stddev_samp(mean), min(mean), max(mean), count(*)
        from (select series, width_bucket(step, 1, $1 + 1, $2) as stretch, avg(value) as mean from measured_point group by series, stretch) as run
        group by stretch order by stretch
        """,
        cancellationToken, lastStep, stretches);

    /// <summary>Every point of a series.</summary>
    public Task<int> ReadAsync(int series, CancellationToken cancellationToken) =>
        CountRowsAsync("select step, value, time from measured_point where series = $1 order by step", cancellationToken, series);

    /// <summary>Every point of every series as CSV, as fast as the server sends it.</summary>
    public async Task CopyOutAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        using var reader = await connection.BeginTextExportAsync("copy (select step, value, time from measured_point order by series, step) to stdout (format csv)", cancellationToken);
        var buffer = new char[1 << 16];
        while (await reader.ReadAsync(buffer, cancellationToken) > 0)
        {
            // What it says is not looked at.
        }
    }

    /// <summary>Lowest and highest value of each of <paramref name="buckets"/> stretches of each series.</summary>
    /// <returns>How many stretches had points.</returns>
    public Task<int> BucketsAsync(IReadOnlyList<int> series, long lastStep, int buckets, CancellationToken cancellationToken) => CountRowsAsync(
        """
        select series, width_bucket(step, 1, $2 + 1, $3) as bucket, min(value), max(value) from measured_point
        where series = any($1) group by series, bucket order by series, bucket
        """,
        cancellationToken, series.ToArray(), lastStep, buckets);

    private async Task<int> CountRowsAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in parameters)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = 0;
        while (await reader.ReadAsync(cancellationToken))
            rows++;
        return rows;
    }
}
