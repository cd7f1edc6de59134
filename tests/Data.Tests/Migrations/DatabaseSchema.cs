using Npgsql;

namespace Mantissa.Data.Tests.Migrations;

/// <summary>The tables that the migrations made, as PostgreSQL's own catalogue tells, as lines of text.</summary>
internal static class DatabaseSchema
{
    // Everything that extensions or EF's own bookkeeping brought is left out.
    private const string Tables = "pg_class as c join pg_namespace as n on n.oid = c.relnamespace and n.nspname = 'public' "
        + "and c.relkind = 'r' and c.relname <> 'migration_history'";

    public static Task<string[]> ColumnsAsync(NpgsqlDataSource database) => ReadAsync(
        database,
        $"""
        select format('%s.%s %s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then 'not null' else 'null' end,
            case when a.attgenerated = 's' then ' as ' || pg_get_expr(d.adbin, d.adrelid)
                 when pg_get_expr(d.adbin, d.adrelid) = 'now()' then ' default now()' else '' end,
            case when a.attidentity = 'a' then ' identity' else '' end)
        from {Tables}
        join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef as d on d.adrelid = c.oid and d.adnum = a.attnum
        """);

    public static Task<string[]> IndexesAsync(NpgsqlDataSource database) => ReadAsync(
        database,
        $"""
        select case when i.indisprimary then format('%s primary key (%s)', c.relname, columns.names)
                    else format('%s %s%s %s (%s)%s', c.relname, x.relname, case when i.indisunique then ' unique' else '' end, m.amname,
                                columns.names, coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid, true), '')) end
        from {Tables}
        join pg_index as i on i.indrelid = c.oid
        join pg_class as x on x.oid = i.indexrelid
        join pg_am as m on m.oid = x.relam
        cross join lateral (
            select string_agg(a.attname, ', ' order by k.position) as names
            from unnest(i.indkey) with ordinality as k (number, position)
            join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.number
            where k.position <= i.indnkeyatts) as columns
        """);

    public static Task<string[]> ForeignKeysAsync(NpgsqlDataSource database) => ReadAsync(
        database,
        $"""
        select format('%s (%s) references %s (%s) on delete %s', c.relname, own.names, p.relname, other.names,
            case k.confdeltype when 'c' then 'cascade' when 'n' then 'set null' when 'r' then 'restrict' else k.confdeltype::text end)
        from {Tables}
        join pg_constraint as k on k.conrelid = c.oid and k.contype = 'f'
        join pg_class as p on p.oid = k.confrelid
        cross join lateral (select string_agg(attname, ', ') as names from pg_attribute where attrelid = c.oid and attnum = any(k.conkey)) as own
        cross join lateral (select string_agg(attname, ', ') as names from pg_attribute where attrelid = p.oid and attnum = any(k.confkey)) as other
        """);

    private static async Task<string[]> ReadAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return [.. lines];
    }
}
