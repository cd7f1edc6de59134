using Mantissa.Data.Querying;

namespace Mantissa.Data.Runs;

public sealed partial class RunStore
{
    /// <summary>One page of the runs that match.</summary>
    /// <exception cref="QuerySyntaxException">The filter cannot be understood.</exception>
    /// <exception cref="RunQueryException">The sort key, cursor or limit makes no sense.</exception>
    public Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken) => search.ListAsync(query, cancellationToken);
}
