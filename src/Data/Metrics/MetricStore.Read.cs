using System.Runtime.CompilerServices;

namespace Mantissa.Data.Metrics;

public sealed partial class MetricStore
{
    /// <summary>
    /// Every point of a series in ascending step, those of equal step in ascending time, streamed: memory stays that of a few chunks however
    /// long the series is. Nothing when there is no such series.
    /// </summary>
    /// <param name="runId">Whose series.</param>
    /// <param name="name">Its metric.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="fromStep">The first step wanted, inclusive; chunks that end before it are not read.</param>
    /// <param name="toStep">The last one, inclusive.</param>
    /// <param name="fromTime">The first time wanted of the points of the first step, inclusive; all of them when left out.</param>
    public async IAsyncEnumerable<MetricPoint> ReadAsync(
        Guid runId, string name, [EnumeratorCancellation] CancellationToken cancellationToken,
        long fromStep = long.MinValue, long toStep = long.MaxValue, DateTimeOffset? fromTime = null)
    {
        var start = fromTime is { } time ? UnixMicroseconds.From(time) : long.MinValue;
        await using var command = database.CreateCommand(
            """
            select steps, "values", times
            from metric_series as series join metric_chunk as chunk on chunk.series_id = series.id
            where run_id = $1 and name = $2 and chunk.last_step >= $3 and chunk.first_step <= $4 and (chunk.last_step, chunk.last_time) >= ($3, $5)
            order by chunk.first_step, chunk.first_time, attempt, sequence, part
            """).With(runId, name, fromStep, toStep, start);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        // Chunks come by their first point. Those of points that arrived out of order overlap, so points wait until no later chunk can
        // hold an earlier one.
        var waiting = PointArrays.Empty;
        while (await reader.ReadAsync(cancellationToken))
        {
            var chunk = StoredArrays.Read(reader, 0);
            var ready = waiting.CountBefore(chunk.Steps[0], chunk.Times[0]);
            for (var i = 0; i < ready; i++)
                yield return PointAt(name, waiting, i);
            var wanted = chunk.Within(fromStep, toStep);
            wanted = wanted.Slice(wanted.CountBefore(fromStep, start)..);
            waiting = ready == waiting.Count ? wanted : PointArrays.Concat([waiting.Slice(ready..), wanted]).InOrder();
        }

        for (var i = 0; i < waiting.Count; i++)
            yield return PointAt(name, waiting, i);
    }

    private static MetricPoint PointAt(string name, PointArrays points, int index) =>
        new(name, points.Steps[index], points.Values[index], UnixMicroseconds.ToTime(points.Times[index]));
}
