using System.Globalization;
using Mantissa.Data.Querying.Sql;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>
/// Reads which runs are on a page. Runs that have the first sort key and those that have not, which come last, are two statements: in the
/// first an index gives the order, and what does not fit on the page is never read. The second is needed on the last pages only.
/// </summary>
internal sealed class RunPages(NpgsqlDataSource database, string where, SqlParameters parameters, IReadOnlyList<OrderTerm> terms)
{
    /// <summary>A run on a page, and what it is sorted by.</summary>
    public sealed record Place(Guid Id, IReadOnlyList<string?> Values);

    public async Task<IReadOnlyList<Place>> ReadAsync(RunCursor? after, int skip, int limit, CancellationToken cancellationToken)
    {
        if (!terms[0].Optional)
            return await ReadAsync(terms, where, after?.Values, skip, limit, cancellationToken);
        var found = new List<Place>();
        if (after?.Values[0] is not null || after is null)
            found.AddRange(await ReadAsync(WithFirst, $"{where} and {terms[0].Sql} is not null", after?.Values, skip, limit, cancellationToken));
        if (found.Count == limit)
            return found;
        var passed = found.Count > 0 || skip == 0 ? 0 : skip - await CountWithFirstAsync(cancellationToken);
        var rest = await ReadAsync(
            [.. terms.Skip(1)], $"{where} and {terms[0].Sql} is null", after?.Values[0] is null ? after?.Values.Skip(1).ToList() : null,
            passed, limit - found.Count, cancellationToken);
        found.AddRange(rest.Select(place => place with { Values = [null, .. place.Values] }));
        return found;
    }

    /// <summary>How many runs there are of which a condition holds.</summary>
    public static async Task<int> CountAsync(
        NpgsqlDataSource database, string where, SqlParameters parameters, CancellationToken cancellationToken, string joins = "")
    {
        await using var command = database.CreateCommand($"select count(*)::int from run{joins} where {where}");
        parameters.CopyTo(command.Parameters);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The terms of runs that have the first one; the id is that of the table whose index gives the order.</summary>
    private List<OrderTerm> WithFirst =>
    [
        terms[0] with { Optional = false },
        .. terms.Skip(1).SkipLast(1),
        terms[0].Source is null ? terms[^1] : terms[^1] with { Sql = "key0.run_id" },
    ];

    private Task<int> CountWithFirstAsync(CancellationToken cancellationToken) =>
        CountAsync(database, $"{where} and {terms[0].Sql} is not null", parameters, cancellationToken, Joins(WithFirst));

    private async Task<IReadOnlyList<Place>> ReadAsync(
        IReadOnlyList<OrderTerm> order, string condition, IReadOnlyList<string?>? after, int skip, int limit, CancellationToken cancellationToken)
    {
        var own = parameters.Copy();
        if (after is not null)
            condition += $" and {new OrderSql(own).After(order, after)}";
        await using var command = database.CreateCommand(
            $"""
            select {string.Join(", ", order.Select(term => $"({term.Sql})::text"))}
            from run{Joins(order)}
            where {condition}
            order by {string.Join(", ", order)}
            offset {skip.ToString(CultureInfo.InvariantCulture)} limit {limit.ToString(CultureInfo.InvariantCulture)}
            """);
        own.CopyTo(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var places = new List<Place>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = Enumerable.Range(0, order.Count).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i)).ToList();
            places.Add(new(Guid.Parse(values[^1]!), values));
        }

        return places;
    }

    /// <summary>All that the order and the condition speak of; only a first key that is there is joined strictly.</summary>
    private string Joins(IReadOnlyList<OrderTerm> order)
    {
        var sources = terms.Select(term => term.Source).OfType<string>().Distinct();
        return string.Concat(sources.Select(source => source == order[0].Source && !order[0].Optional ? $" join {source}" : $" left join {source}"));
    }
}
