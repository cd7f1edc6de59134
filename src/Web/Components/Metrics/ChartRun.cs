using System.Globalization;
using System.Text.Json.Nodes;
using Mantissa.Data.Entities;
using Mantissa.Web.Components.Charts;
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
    public string Model { get; init; } = "";
    public string Format { get; init; } = "";

    /// <summary>To draw over images; 0 when it is not known, or not the same in every step.</summary>
    public double ImagesPerStep { get; init; }

    public static ChartRun Of(Run run, string label, FormatPalette palette)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(palette);
        return new(
            run.Id, label, palette.Variable(run.Format), run.Step > 0 ? run.Epoch / run.Step : 0,
            (run.StartedAt ?? run.CreatedAt).ToUnixTimeMilliseconds())
        {
            Model = run.Model, Format = run.Format, ImagesPerStep = Images(run.Specification.Training),
        };
    }

    /// <summary>The axes on which every point of the runs has a place.</summary>
    public static IReadOnlyList<ChartAxis> Axes(IReadOnlyList<ChartRun> runs) =>
    [
        .. Enum.GetValues<ChartAxis>().Where(axis => axis switch
        {
            ChartAxis.Epoch => runs.All(run => run.EpochsPerStep > 0),
            ChartAxis.Images => runs.All(run => run.ImagesPerStep > 0),
            _ => true,
        }),
    ];

    /// <summary>Batches of all updates of a step; none where some generator steps train the critic longer than others.</summary>
    private static double Images(JsonObject training)
    {
        double Number(string name, double otherwise) =>
            training[name] is not { } value ? otherwise
            : double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : 0;
        return Number("boostedSteps", 0) > 0 || Number("boostEvery", 0) > 0
            ? 0
            : Number("batch", 0) * Number("accumulate", 1) * Number("criticSteps", 1);
    }
}
