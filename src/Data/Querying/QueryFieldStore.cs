using Npgsql;

namespace Mantissa.Data.Querying;

/// <summary>
/// Looks up which parameters, metrics and tags there are. Names come from an index, one jump a name, so the cost follows the number of names
/// and not that of runs.
/// </summary>
public sealed class QueryFieldStore(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private Cached? cached;

    /// <summary>The fields as of at most three seconds ago.</summary>
    public async Task<QueryFields> GetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (cached is { } known && time.GetElapsedTime(known.At, now) < Fresh)
            return known.Fields;
        var fields = new QueryFields(
            RunAttributes.All, await NamesAsync("run_parameter", cancellationToken), await NamesAsync("metric_series", cancellationToken),
            await TagsAsync(cancellationToken));
        cached = new(now, fields);
        return fields;
    }

    private Task<IReadOnlyList<NamedField>> NamesAsync(string table, CancellationToken cancellationToken) => ReadAsync(
        $"""
        with recursive names as (
            (select name from {table} order by name limit 1)
            union all
            select (select name from {table} where name > names.name order by name limit 1) from names where names.name is not null
        )
        select name, (select count(*)::int from (select from {table} where name = found.name limit {QueryFields.MostCounted}) as counted)
        from (select name from names where name is not null limit {QueryFields.MostNames}) as found
        """,
        cancellationToken);

    private Task<IReadOnlyList<NamedField>> TagsAsync(CancellationToken cancellationToken) => ReadAsync(
        $"""
        select tag.name, count(*)::int
        from (select tags from run order by created_at desc, id desc limit {QueryFields.MostCounted}) as newest
        cross join lateral jsonb_object_keys(tags) as tag (name)
        group by tag.name order by tag.name limit {QueryFields.MostNames}
        """,
        cancellationToken);

    private async Task<IReadOnlyList<NamedField>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<NamedField>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new(reader.GetString(0), reader.GetInt32(1)));
        return found;
    }

    private sealed record Cached(long At, QueryFields Fields);
}
