namespace Mantissa.Training.Formats.Storage;

/// <summary>How much a session reports about its sites. Totals over all sites are always reported.</summary>
public enum SiteStatistics
{
    /// <summary>Only the totals.</summary>
    None,

    /// <summary>Activations, their gradients, and weights of two or more dimensions.</summary>
    Main,

    /// <summary>Every site, the vectors, weight gradients and optimizer state included.</summary>
    All,
}
