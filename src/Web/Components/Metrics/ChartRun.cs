using Mantissa.Data.Entities;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Metrics;

/// <summary>A run as charts need it.</summary>
/// <param name="Id">The run.</param>
/// <param name="Label">What tells it apart on the page; empty when it is alone.</param>
/// <param name="Colour">CSS variable of its format.</param>
/// <param name="EpochsPerStep">To draw over epochs; 0 until the run has done a step.</param>
/// <param name="Start">When training began, in milliseconds since the Unix epoch: the zero of elapsed time.</param>
public sealed record ChartRun(Guid Id, string Label, string Colour, double EpochsPerStep, double Start)
{
    public static ChartRun Of(Run run, string label, FormatPalette palette)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(palette);
        return new(
            run.Id, label, palette.Variable(run.Format), run.Step > 0 ? run.Epoch / run.Step : 0,
            (run.StartedAt ?? run.CreatedAt).ToUnixTimeMilliseconds());
    }
}
