using Mantissa.Catalogue.Validation;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Dashboards;

/// <summary>From the query of a dashboard or widget to runs: the one place that knows what queries are.</summary>
public sealed class RunSelector(RunSearch runs)
{
    /// <summary>More runs than these no widget shows.</summary>
    public const int Most = 200;

    public async Task<RunSelection> SelectAsync(string query, CancellationToken cancellationToken)
    {
        try
        {
            var page = await runs.ListAsync(new RunQuery { Filter = query, Limit = Most }, cancellationToken);
            return new(page.Items, page.TotalCount);
        }
        catch (QuerySyntaxException bad)
        {
            return new([], 0, Words(bad));
        }
    }

    /// <summary>What is wrong with the queries of a draft.</summary>
    public async Task<IReadOnlyList<FieldError>> CheckAsync(DashboardDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var context = await runs.ContextAsync(cancellationToken);
        IEnumerable<(string Field, string? Query)> queries =
        [
            ("query", draft.Query), .. draft.Content.Widgets.Index().Select(each => ($"content.widgets[{each.Index}].query", each.Item.Query)),
        ];
        return [.. queries.Select(each => Check(each.Field, each.Query, context)).OfType<FieldError>()];
    }

    private static FieldError? Check(string field, string? query, QueryContext context)
    {
        try
        {
            QueryParser.Parse(query, context);
            return null;
        }
        catch (QuerySyntaxException bad)
        {
            return new(field, query, Words(bad));
        }
    }

    private static string Words(QuerySyntaxException bad) => $"The query has a mistake {bad.Message}";
}
