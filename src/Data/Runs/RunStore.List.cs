using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Runs;

public sealed partial class RunStore
{
    /// <summary>The longest page that can be asked for.</summary>
    public const int MaximumPage = 1000;

    /// <summary>One page of the runs that match.</summary>
    /// <exception cref="RunQueryException">The sort key, cursor or limit makes no sense.</exception>
    public async Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > MaximumPage)
            throw new RunQueryException("limit", $"A page holds 1 to {MaximumPage} runs, not {query.Limit}.");
        if (query.Skip < 0)
            throw new RunQueryException("skip", "Runs to pass over cannot be negative.");
        var (column, descending) = RunSort.Parse(query.Sort);
        var filter = new RunFilter(query);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var count = $"select count(*)::int as \"Value\" from run {filter.Where}";
        var total = await context.Database.SqlQueryRaw<int>(count, filter.Parameters).SingleAsync(cancellationToken);

        if (query.Cursor is { Length: > 0 } cursor)
            filter.After(RunCursor.Parse(cursor, query.Sort), column, descending);
        var direction = descending ? "desc" : "asc";
        var nulls = column.Nullable ? " nulls last" : "";

        // One more than asked for tells whether there is a next page.
        var sql = $"""
            select *, xmin from run {filter.Where}
            order by {column.Sql} {direction}{nulls}, id {direction}
            offset {query.Skip} limit {query.Limit + 1}
            """;
        var runs = await context.Runs.FromSqlRaw(sql, filter.Parameters).ToListAsync(cancellationToken);
        if (runs.Count <= query.Limit)
            return new(runs, NextCursor: null, total);
        runs.RemoveAt(query.Limit);
        return new(runs, new RunCursor(query.Sort, column.TextOf(runs[^1]), runs[^1].Id).ToString(), total);
    }
}
