using System.Globalization;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.Grouping;

/// <summary>Groups runs and averages their numbers, in the database: over all that match, not over those that a page has loaded.</summary>
public sealed class RunGrouping(NpgsqlDataSource database, RunSearch search)
{
    /// <summary>The groups of the runs that match.</summary>
    /// <exception cref="QuerySyntaxException">The filter cannot be understood.</exception>
    /// <exception cref="ArgumentException">There is nothing to group by, or a field that cannot be grouped by or averaged.</exception>
    public async Task<RunGroups> ReadAsync(RunGroupQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.By.Count == 0 || !query.By.All(RunGroupQuery.CanGroupBy) || !query.Measures.All(RunGroupQuery.CanMeasure))
            throw new ArgumentException("Runs are grouped by attributes, parameters or tags, and averaged over numbers.", nameof(query));
        var (where, parameters, _) = await search.UnderstandAsync(query.Runs, cancellationToken);
        var fields = new GroupSql(parameters);
        var keys = query.By.Select((field, i) => $"{fields.Text(field)} as key{i}");
        var ranks = query.By.Select((field, i) => fields.Number(field) is { } number ? $"min({number}) as rank{i}" : $"null::double precision as rank{i}");
        var measures = query.Measures.Select(fields.Measure)
            .Select((value, i) => $"count({value})::int as count{i}, avg({value}) as mean{i}, var_samp({value}) as variance{i}");
        var columns = string.Join(", ", [.. keys, "count(*)::int as runs", .. measures, .. ranks]);
        await using var command = database.CreateCommand(
            $"""
            with grouped as (
                select {columns}
                from run{fields.Joins}
                where {where}
                group by {string.Join(", ", query.By.Select((_, i) => $"key{i}"))}
            )
            select *, count(*) over ()::int as groups, sum(runs) over ()::int as all_runs
            from grouped
            order by {Order(query)}
            limit {RunGroupQuery.Most.ToString(CultureInfo.InvariantCulture)}
            """);
        parameters.CopyTo(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var groups = new List<RunGroup>();
        var (groupCount, runCount) = (0, 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            groups.Add(Read(reader, query));
            (groupCount, runCount) = (reader.GetInt32(reader.FieldCount - 2), reader.GetInt32(reader.FieldCount - 1));
        }

        return new(groups, groupCount, runCount);
    }

    private static RunGroup Read(NpgsqlDataReader reader, RunGroupQuery query)
    {
        var keys = query.By.Select((_, i) => reader.IsDBNull(i) ? null : reader.GetString(i)).ToList();
        var first = keys.Count + 1;
        return new(keys, reader.GetInt32(keys.Count), [.. query.Measures.Select((_, i) => Moments(reader, first + (3 * i)))]);
    }

    private static SampleMoments Moments(NpgsqlDataReader reader, int at) => new(
        reader.GetInt32(at), reader.IsDBNull(at + 1) ? double.NaN : reader.GetDouble(at + 1), reader.IsDBNull(at + 2) ? double.NaN : reader.GetDouble(at + 2));

    /// <summary>Numbers sort as numbers, text by its bytes, and what has none comes last; the keys make every order total.</summary>
    private static string Order(RunGroupQuery query)
    {
        var byKeys = query.By.Index().SelectMany(key => Key(key.Index, query.Order is { Descending: true } order && order.Field == key.Item));
        if (query.Order is not { } wanted)
            return string.Join(", ", byKeys);
        var first = query.By.Index().Where(key => wanted.Field == key.Item).SelectMany(key => Key(key.Index, wanted.Descending));
        var means = query.Measures.Index().Where(measure => wanted.Field == measure.Item)
            .Select(measure => $"mean{measure.Index}{(wanted.Descending ? " desc" : "")} nulls last");
        return string.Join(", ", [.. first, .. means, .. byKeys]);
    }

    private static IEnumerable<string> Key(int index, bool descending)
    {
        var direction = descending ? " desc nulls last" : " nulls last";
        return [$"rank{index}{direction}", $"key{index} collate \"C\"{direction}"];
    }
}
