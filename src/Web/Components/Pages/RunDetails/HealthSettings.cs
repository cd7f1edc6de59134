using System.Collections.Specialized;
using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>How a run's number format is shown.</summary>
public enum HealthView
{
    /// <summary>A statistic of some tensors as lines.</summary>
    Lines,

    /// <summary>A statistic of all tensors as a map.</summary>
    Map,

    /// <summary>How large the values of one tensor are.</summary>
    Histogram,
}

/// <summary>What is shown of a run's number format; part of the page's address.</summary>
/// <param name="View">How.</param>
/// <param name="Statistic">Which statistic; empty for the first one that there is.</param>
/// <param name="Filter">Text that the tensors' names contain.</param>
/// <param name="Site">Whose histograms; empty for the first tensor that has some.</param>
public sealed record HealthSettings(HealthView View = HealthView.Lines, string Statistic = "", string Filter = "", string Site = "")
{
    public static HealthSettings From(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var view = Enum.TryParse<HealthView>(query["health"], ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : HealthView.Lines;
        return new(view, query["statistic"] ?? "", query["tensors"] ?? "", query["tensor"] ?? "");
    }

    /// <summary>Writes what is not at its default.</summary>
    public void WriteTo(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Put("health", View == HealthView.Lines ? null : View.ToString().ToLowerInvariant());
        query.Put("statistic", Statistic.Length > 0 ? Statistic : null);
        query.Put("tensors", Filter.Length > 0 ? Filter : null);
        query.Put("tensor", Site.Length > 0 ? Site : null);
    }
}
