using System.Runtime.CompilerServices;
using Npgsql;

namespace Mantissa.Data.Metrics;

public sealed partial class MetricStore
{
    private const string AxisOfRun = "case when run.step > 0 and run.epoch > 0 then run.epoch / run.step else 'NaN' end, coalesce(run.started_at, run.created_at)";

    private const string Members = $"""
        select series.id, run_id, count, first_step, last_step, first_time, last_time, {AxisOfRun}
        from metric_series as series join run on run.id = run_id
        where run_id = any($1) and series.name = $2
        """;

    // The means of a chunk stand for its points where there are as many of them to a position of the chart as to a mean.
    private const string Averaged = """
        select series_id, count,
            case when averaged then mean_steps else steps end,
            case when averaged then mean_values else "values" end,
            case when averaged then mean_times else times end
        from unnest($1::bigint[], $2::boolean[], $3::bigint[], $4::bigint[]) as series (id, long, from_step, to_step)
        join metric_chunk as chunk on chunk.series_id = series.id and chunk.last_step >= from_step and chunk.first_step <= to_step
        cross join lateral (select series.long and mean_steps is not null as averaged) as chosen
        """;

    /// <summary>Where the points of runs lie on each axis, for those of the runs that exist.</summary>
    public async Task<IReadOnlyDictionary<Guid, RunAxis>> AxesAsync(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"select id, {AxisOfRun} from run where id = any($1)").With(runIds.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var axes = new Dictionary<Guid, RunAxis>();
        while (await reader.ReadAsync(cancellationToken))
            axes.Add(reader.GetGuid(0), ReadAxis(reader, 1));
        return axes;
    }

    /// <summary>Averages of groups of runs over a common axis. Memory follows the runs and positions, not the points.</summary>
    /// <exception cref="ArgumentException">There are too few positions, or the range is reversed.</exception>
    public async Task<IReadOnlyList<GroupCurve>> GroupAsync(GroupQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Positions < 2)
            throw new ArgumentException($"An average has at least 2 positions on its axis, not {query.Positions}.", nameof(query));
        if (query.From > query.To)
            throw new ArgumentException($"The range of the axis is reversed: {query.From} to {query.To}.", nameof(query));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var members = await MembersAsync(connection, query, cancellationToken);
        var average = new GroupAverage(query, members);
        await foreach (var (series, points, count) in AveragedAsync(connection, query, members, cancellationToken))
            average.Add(series, points, count);
        return average.Build();
    }

    private static async Task<List<GroupMember>> MembersAsync(NpgsqlConnection connection, GroupQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Members, connection);
        command.Parameters.Add(new() { Value = query.Groups.SelectMany(group => group.RunIds).Distinct().ToArray() });
        command.Parameters.Add(new() { Value = query.Name });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var members = new List<GroupMember>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var axis = ReadAxis(reader, 7);
            members.Add(new(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), axis,
                axis.Position(query.Axis, reader.GetInt64(3), reader.GetInt64(5) / 1000.0),
                axis.Position(query.Axis, reader.GetInt64(4), reader.GetInt64(6) / 1000.0)));
        }

        return members;
    }

    /// <summary>The points of the members, chunk by chunk, or means of them, with how many points they are of.</summary>
    private static async IAsyncEnumerable<(long Series, PointArrays Points, int Count)> AveragedAsync(
        NpgsqlConnection connection, GroupQuery query, List<GroupMember> members, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Averaged, connection);
        command.Parameters.Add(new() { Value = members.Select(member => member.SeriesId).ToArray() });
        command.Parameters.Add(new() { Value = members.Select(member => member.CountWithin(query) > (double)query.Positions * ChunkSummary.Stride).ToArray() });
        command.Parameters.Add(new() { Value = members.Select(member => member.FirstStep(query)).ToArray() });
        command.Parameters.Add(new() { Value = members.Select(member => member.LastStep(query)).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return (reader.GetInt64(0), StoredArrays.Read(reader, 2), (int)reader.GetInt64(1));
    }

    private static RunAxis ReadAxis(NpgsqlDataReader reader, int column) =>
        new(reader.GetDouble(column), new DateTimeOffset(reader.GetDateTime(column + 1)).ToUnixTimeMilliseconds());
}
