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
            return new([], 0, $"The query has a mistake {bad.Message}");
        }
    }
}
