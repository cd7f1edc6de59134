using System.Collections.Specialized;
using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>What is shown of a run's number format; part of the page's address.</summary>
/// <param name="IsMap">All tensors as a map rather than some as lines.</param>
/// <param name="Statistic">Which statistic; empty for the first one that there is.</param>
/// <param name="Filter">Text that the tensors' names contain.</param>
public sealed record HealthSettings(bool IsMap = false, string Statistic = "", string Filter = "")
{
    public static HealthSettings From(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(query["health"] == "map", query["statistic"] ?? "", query["tensors"] ?? "");
    }

    /// <summary>Writes what is not at its default.</summary>
    public void WriteTo(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Put("health", IsMap ? "map" : null);
        query.Put("statistic", Statistic.Length > 0 ? Statistic : null);
        query.Put("tensors", Filter.Length > 0 ? Filter : null);
    }
}
