using Mantissa.Data.Entities;

namespace Mantissa.Web.Dashboards;

/// <summary>The runs that a query finds.</summary>
/// <param name="Runs">The newest of them, as many as a widget can show.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Problem">What is wrong with the query, in words.</param>
public sealed record RunSelection(IReadOnlyList<Run> Runs, int Total, string? Problem = null)
{
    public static RunSelection Empty { get; } = new([], 0);
}
