using Mantissa.Training.Formats.Hardware;
using Mantissa.Web.Hardware;

namespace Mantissa.Web.Api.Resources;

/// <summary>Estimates of what formats cost in hardware: from published costs of operations, not measured.</summary>
/// <param name="ArraySide">Multiply-accumulate units along a side of the array, if they were FP32; other formats get the same silicon.</param>
/// <param name="FrequencyGHz">Clock.</param>
/// <param name="BandwidthGBs">Of the memory, in 10⁹ bytes a second.</param>
/// <param name="Models">One for each model of which a run has recorded its work.</param>
public sealed record HardwareResource(int ArraySide, double FrequencyGHz, double BandwidthGBs, IReadOnlyList<ModelHardwareResource> Models)
{
    public static HardwareResource Of(Accelerator machine, IReadOnlyList<ModelHardware> models)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new(machine.ArraySide, machine.Frequency, machine.Bandwidth, [.. models.Select(Of)]);
    }

    private static ModelHardwareResource Of(ModelHardware model) => new(
        model.Model, model.Run, model.Work.Images, model.Work.ForwardMacs, model.Work.Macs,
        [
            .. model.Formats.Select(entry => new FormatHardwareResource(
                entry.Format, entry.Estimate.Seconds, entry.Estimate.ComputeSeconds, entry.Estimate.Joules, entry.Estimate.ArithmeticJoules, entry.Estimate.SramJoules,
                entry.Estimate.DramJoules, entry.Estimate.Bytes, entry.Estimate.Seconds / model.Reference.Seconds, entry.Estimate.Joules / model.Reference.Joules,
                entry.Estimate.Bytes / model.Reference.Bytes)),
        ],
        model.Unknown);
}

/// <summary>A training step of a model, format by format.</summary>
/// <param name="Model">Of the catalogue.</param>
/// <param name="Run">The run that recorded what a step amounts to; its file <c>step-work.json</c> has it layer by layer.</param>
/// <param name="Images">Training images of a step.</param>
/// <param name="ForwardMacs">Multiply-accumulate operations of its forward passes.</param>
/// <param name="Macs">Of all passes.</param>
/// <param name="Formats">The first is what the others are measured against.</param>
/// <param name="Unknown">Formats of which nothing is known.</param>
public sealed record ModelHardwareResource(
    string Model, Guid Run, double Images, double ForwardMacs, double Macs, IReadOnlyList<FormatHardwareResource> Formats, IReadOnlyList<string> Unknown);

/// <summary>A training step in a format.</summary>
/// <param name="Format">Its name.</param>
/// <param name="Seconds">Time.</param>
/// <param name="ComputeSeconds">Of it in kernels that arithmetic limits.</param>
/// <param name="Joules">Energy.</param>
/// <param name="ArithmeticJoules">Of arithmetic.</param>
/// <param name="SramJoules">Of reading operands beside the array.</param>
/// <param name="DramJoules">Of memory traffic.</param>
/// <param name="Bytes">Memory traffic.</param>
/// <param name="RelativeTime">Time by that of the first format.</param>
/// <param name="RelativeEnergy">Energy by that of the first.</param>
/// <param name="RelativeTraffic">Traffic by that of the first.</param>
public sealed record FormatHardwareResource(
    string Format, double Seconds, double ComputeSeconds, double Joules, double ArithmeticJoules, double SramJoules, double DramJoules, double Bytes,
    double RelativeTime, double RelativeEnergy, double RelativeTraffic);
