using Mantissa.Catalogue;
using Mantissa.Data.Comparisons;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>The parity table in words and proportions.</summary>
public static class Verdicts
{
    /// <summary>The metric with the direction in which it is good.</summary>
    public static string Name(MetricEntry metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Goal switch
        {
            MetricGoal.Maximize => $"{metric.Title}, higher is better",
            MetricGoal.Minimize => $"{metric.Title}, lower is better",
            _ => metric.Title,
        };
    }

    /// <summary>How far from zero the drawing of a model's intervals reaches, so that its rows can be compared by eye.</summary>
    public static double Reach(ParityModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var ends = model.Formats.SelectMany(f => new[] { f.Difference?.Low, f.Difference?.High }).OfType<double>().Select(Math.Abs);
        return 1.15 * ends.Append(model.Metric?.Tolerance ?? 0).DefaultIfEmpty(0).Max();
    }
}
