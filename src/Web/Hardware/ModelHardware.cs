using Mantissa.Training.Formats.Hardware;

namespace Mantissa.Web.Hardware;

/// <summary>What a training step of one model costs in each of some formats.</summary>
/// <param name="Model">Of the catalogue.</param>
/// <param name="Run">The run that recorded what a step amounts to.</param>
/// <param name="Work">That.</param>
/// <param name="Reference">In the format that the others are measured against.</param>
/// <param name="Formats">Each format with its estimate, the reference first.</param>
/// <param name="Unknown">Formats of which nothing is known.</param>
public sealed record ModelHardware(
    string Model, Guid Run, StepWork Work, HardwareEstimate Reference, IReadOnlyList<(string Format, HardwareEstimate Estimate)> Formats, IReadOnlyList<string> Unknown);
