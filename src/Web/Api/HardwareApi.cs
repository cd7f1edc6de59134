using Mantissa.Data.Comparisons;
using Mantissa.Data.Runs;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Formatting;
using Mantissa.Web.Hardware;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>What formats cost in hardware, estimated.</summary>
internal static class HardwareApi
{
    private const string Meaning =
        "Time, energy and memory traffic of one training step: an estimate from published costs of operations at 45 nm, not a measurement. 'array' (units along a side of the array, "
        + "if they were FP32; 32 when left out), 'frequency' (GHz; 1) and 'bandwidth' (GB/s; 100) describe the machine; every format gets the same silicon.";

    public static void MapHardware(this IEndpointRouteBuilder api)
    {
        api.MapGet("/comparisons/{id:guid}/hardware", ComparisonAsync).Reads().WithTags("Comparisons").WithSummary("What each format of a comparison costs in hardware").WithDescription(Meaning);
        api.MapGet("/runs/{id:guid}/hardware", RunAsync).Reads().WithTags("Runs").WithSummary("What the network of a run costs in hardware, in its own format and those that are offered")
            .WithDescription(Meaning + " A run that has not made a step, or that another program makes, has no models here.");
    }

    private static async Task<Results<Ok<HardwareResource>, ProblemHttpResult>> ComparisonAsync(
        Guid id, int? array, double? frequency, double? bandwidth, ComparisonStore comparisons, HardwareEstimates estimates, CancellationToken cancellationToken)
    {
        var machine = Machine(array, frequency, bandwidth);
        if (Wrong(machine) is { } problem)
            return problem;
        if (await comparisons.GetAsync(id, cancellationToken) is not { } comparison)
            return Problems.NotFound($"There is no comparison {id}.");
        var models = await estimates.OfAsync(await comparisons.RunsAsync(id, cancellationToken), comparison.Baseline, machine, cancellationToken);
        return TypedResults.Ok(HardwareResource.Of(machine, models));
    }

    private static async Task<Results<Ok<HardwareResource>, ProblemHttpResult>> RunAsync(
        Guid id, int? array, double? frequency, double? bandwidth, RunStore runs, HardwareEstimates estimates, CancellationToken cancellationToken)
    {
        var machine = Machine(array, frequency, bandwidth);
        if (Wrong(machine) is { } problem)
            return problem;
        if (await runs.GetAsync(id, cancellationToken) is not { } run)
            return Problems.NoRun(id);
        var work = await estimates.ReadAsync(id, cancellationToken);
        var formats = NumberFormats.Entries.SelectMany(entry => entry.Offered).Prepend(run.Format).ToList();
        return TypedResults.Ok(HardwareResource.Of(machine, work is null ? [] : [HardwareEstimates.Of(run, work, formats, FormatPalette.Reference, machine)]));
    }

    private static Accelerator Machine(int? array, double? frequency, double? bandwidth)
    {
        var usual = new Accelerator();
        return new() { ArraySide = array ?? usual.ArraySide, Frequency = frequency ?? usual.Frequency, Bandwidth = bandwidth ?? usual.Bandwidth };
    }

    private static ProblemHttpResult? Wrong(Accelerator machine) =>
        machine.Errors().ToList() is { Count: > 0 } errors ? Problems.Invalid(errors[0].Name, errors[0].Message) : null;
}
