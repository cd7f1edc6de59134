using Npgsql;

namespace Mantissa.Data.Health;

/// <summary>What a part of the platform's data takes on disk, indexes included.</summary>
/// <param name="Table">The table in the database.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Rows">About how many rows it has, as PostgreSQL's statistics know; <see langword="null"/> before there are any.</param>
public sealed record TableSize(string Table, long Bytes, long? Rows);

/// <summary>How the database stands.</summary>
/// <param name="Version">PostgreSQL's.</param>
/// <param name="StartedAt">When the server started.</param>
/// <param name="Bytes">All of the database on disk.</param>
/// <param name="Connections">Connections to it now, of everybody.</param>
/// <param name="MostConnections">How many the server takes.</param>
/// <param name="Tables">The tables, the largest first.</param>
public sealed record DatabaseState(
    string Version, DateTimeOffset StartedAt, long Bytes, int Connections, int MostConnections, IReadOnlyList<TableSize> Tables);

/// <summary>Asks the database about itself.</summary>
public sealed class DatabaseHealth(NpgsqlDataSource database)
{
    private const string ServerSql = """
        select current_setting('server_version'), pg_postmaster_start_time(), pg_database_size(current_database()),
            (select count(*)::int from pg_stat_activity where backend_type = 'client backend'), current_setting('max_connections')::int
        """;

    /// <summary>A table's own bytes count with those of its partitions.</summary>
    private const string TablesSql = """
        select coalesce(parent.relname, child.relname)::text as name, sum(pg_total_relation_size(child.oid))::bigint as bytes,
            case when min(child.reltuples) >= 0 then sum(child.reltuples)::bigint end
        from pg_class child
        left join pg_inherits on inhrelid = child.oid
        left join pg_class parent on parent.oid = inhparent
        where child.relkind = 'r' and child.relnamespace = current_schema()::regnamespace
        group by name order by bytes desc, name
        """;

    public async Task<DatabaseState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var tables = new List<TableSize>();
        await using (var command = new NpgsqlCommand(TablesSql, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                tables.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<long?>(2)));
        }

        await using var ask = new NpgsqlCommand(ServerSql, connection);
        await using var server = await ask.ExecuteReaderAsync(cancellationToken);
        await server.ReadAsync(cancellationToken);
        return new(
            server.GetString(0), server.GetFieldValue<DateTimeOffset>(1), server.GetInt64(2), server.GetInt32(3), server.GetInt32(4), tables);
    }
}
