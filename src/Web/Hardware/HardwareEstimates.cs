using Mantissa.Data.Artifacts;
using Mantissa.Data.Entities;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Hardware;

/// <summary>Estimates what the formats of runs cost in hardware, from what a step of them amounts to.</summary>
public sealed class HardwareEstimates(ArtifactStore artifacts)
{
    /// <summary>
    /// One for each model of which a run recorded its work, which it does at its first step. Where runs of a model differ in their options,
    /// the first one in the baseline's format is taken, so that formats are compared at the same work.
    /// </summary>
    public async Task<IReadOnlyList<ModelHardware>> OfAsync(
        IReadOnlyList<Run> runs, string baseline, Accelerator accelerator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var models = new List<ModelHardware>();
        foreach (var own in runs.GroupBy(run => run.Model))
        {
            foreach (var run in own.OrderBy(run => run.Format != baseline))
            {
                if (await ReadAsync(run.Id, cancellationToken) is not { } work)
                    continue;
                models.Add(Of(run, work, [.. own.Select(other => other.Format).Distinct()], baseline, accelerator));
                break;
            }
        }

        return models;
    }

    /// <summary>What a step of a run amounts to; <see langword="null"/> until it has made one, or where another program makes it.</summary>
    public async Task<StepWork?> ReadAsync(Guid run, CancellationToken cancellationToken) =>
        await artifacts.GetAsync(run, StepWork.FileName, StepWork.RecordedStep, cancellationToken) is { } file ? StepWork.Parse(file.Content) : null;

    /// <summary>A run's work in some formats; the reference is FP32 where the baseline is none that is known.</summary>
    public static ModelHardware Of(Run run, StepWork work, IReadOnlyList<string> formats, string baseline, Accelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(run);
        var reference = NumberFormats.Hardware(baseline) is null ? FormatPalette.Reference : baseline;
        var known = formats.Prepend(reference).Distinct().Select(format => (Format: format, Hardware: NumberFormats.Hardware(format))).ToLookup(entry => entry.Hardware is not null);
        var estimates = known[true].Select(entry => (entry.Format, HardwareEstimate.Of(work, entry.Hardware!, accelerator))).ToList();
        return new(run.Model, run.Id, work, estimates[0].Item2, estimates, [.. known[false].Select(entry => entry.Format)]);
    }
}
