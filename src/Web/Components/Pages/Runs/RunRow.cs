using Mantissa.Catalogue;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>A row of the list. It stays the same object while its run changes, so that the table repaints cells, not itself.</summary>
public sealed class RunRow(Run run)
{
    public Run Run { get; set; } = run;

    /// <summary>The metric by which the run's model is judged.</summary>
    public MetricEntry? Metric { get; set; }

    /// <summary>Its last value, once there is one.</summary>
    public double? Value { get; set; }
}
