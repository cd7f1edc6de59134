using System.Security.Cryptography;
using System.Text;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Querying;
using Mantissa.Data.Querying.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>Finds runs by queries.</summary>
public sealed class RunSearch(
    NpgsqlDataSource database, IDbContextFactory<PlatformDbContext> contexts, CatalogueStore catalogue, TimeProvider time)
{
    /// <summary>The longest page that can be asked for.</summary>
    public const int MaximumPage = 1000;

    /// <summary>What queries mean here and now.</summary>
    public async Task<QueryContext> ContextAsync(CancellationToken cancellationToken) =>
        new(time.GetUtcNow(), MetricGoals.Of(await catalogue.GetAsync(cancellationToken)));

    /// <summary>One page of the runs that match.</summary>
    /// <exception cref="QuerySyntaxException">The filter cannot be understood.</exception>
    /// <exception cref="RunQueryException">The sort key, cursor, limit or number to skip makes no sense.</exception>
    public async Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > MaximumPage)
            throw new RunQueryException("limit", $"A page holds 1 to {MaximumPage} runs, not {query.Limit}.");
        if (query.Skip < 0)
            throw new RunQueryException("skip", "Runs to pass over cannot be negative.");
        var (where, filter, order) = await UnderstandAsync(query, cancellationToken);
        var parameters = filter.Copy();
        var terms = new OrderSql(parameters).Terms(order);
        var identity = Identity(query, where, terms, parameters);
        var after = query.Cursor is { Length: > 0 } text ? RunCursor.Parse(text, identity, terms.Count) : null;

        var pages = new RunPages(database, where, parameters, terms);
        var total = await RunPages.CountAsync(database, where, filter, cancellationToken);

        // One more than asked for tells whether there is a next page.
        var places = await pages.ReadAsync(after, query.Skip, query.Limit + 1, cancellationToken);
        var runs = await GetAsync(places.Take(query.Limit).Select(place => place.Id).ToArray(), cancellationToken);
        return new(runs, places.Count > query.Limit ? new RunCursor(identity, places[query.Limit - 1].Values).ToString() : null, total);
    }

    /// <summary>The ids of the runs that match, in order, from <see cref="RunQuery.Skip"/> on; neither its limit nor its cursor counts.</summary>
    /// <param name="query">Which runs.</param>
    /// <param name="most">More ids than these are not read.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="QuerySyntaxException">The filter cannot be understood.</exception>
    /// <exception cref="RunQueryException">The sort key makes no sense.</exception>
    public async Task<IReadOnlyList<Guid>> IdsAsync(RunQuery query, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (where, parameters, order) = await UnderstandAsync(query, cancellationToken);
        var pages = new RunPages(database, where, parameters, new OrderSql(parameters).Terms(order));
        return [.. (await pages.ReadAsync(after: null, query.Skip, most, cancellationToken)).Select(place => place.Id)];
    }

    /// <summary>What a query asks of a row of <c>run</c>, as SQL with its parameters, and in which order.</summary>
    internal async Task<(string Where, SqlParameters Parameters, IReadOnlyList<OrderKey> Order)> UnderstandAsync(
        RunQuery query, CancellationToken cancellationToken)
    {
        var context = await ContextAsync(cancellationToken);
        var asked = QueryParser.Parse(query.Filter, context);
        IReadOnlyList<OrderKey> order = asked.Order.Count > 0 ? asked.Order : query.Order.Count > 0 ? query.Order : [RunSort.Parse(query.Sort, context)];
        var condition = (asked.Condition, query.Condition) switch
        {
            (null, var given) => given,
            (var written, null) => written,
            var (written, given) => new AllOf([written, given]),
        };
        var parameters = new SqlParameters();
        return (RunFilter.Write(query, condition, parameters), parameters, order);
    }

    private async Task<IReadOnlyList<Run>> GetAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await context.Runs.Where(run => ids.Contains(run.Id)).ToDictionaryAsync(run => run.Id, cancellationToken);
        return [.. ids.Select(id => runs.GetValueOrDefault(id)).OfType<Run>()];
    }

    /// <summary>The same for the same query, however often it is asked; times in it may be relative and move.</summary>
    private static string Identity(RunQuery query, string where, IReadOnlyList<OrderTerm> terms, SqlParameters parameters)
    {
        var text = string.Join('\n', [query.Filter, where, .. terms.Select(term => term.ToString()), .. parameters.Describe()]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
