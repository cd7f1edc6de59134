using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Benchmarks.Smoke;
using Mantissa.Training;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Benchmarks.Formats;

/// <summary>
/// What a number format costs: its store against a copy of the same values, and a training step in it against the same step in FP32, which
/// takes turns with it in the same process.
/// </summary>
internal sealed class FormatsScenario : Scenario
{
    private const int Rounds = 3;

    public override string Name => "formats";

    public override async IAsyncEnumerable<Figure> MeasureAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var threads = Environment.ProcessorCount;
        foreach (var figure in StoreBandwidth.Measure(selection, threads))
            yield return figure;
        var folder = Directory.CreateTempSubdirectory("mantissa-bench-");
        try
        {
            var environment = new TrainingEnvironment(folder.FullName, [], threads);
            var formats = Registry.All<NumberFormat>().Select(format => format.Entry.Name).Where(name => name != "fp32" && selection.HasFormat(name)).ToList();
            foreach (var rounding in Enum.GetNames<Rounding>().Select(JsonNamingPolicy.CamelCase.ConvertName).Where(selection.HasRounding))
                foreach (var format in formats)
                    yield return Step(format, rounding, environment, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Figure Step(string format, string rounding, TrainingEnvironment environment, CancellationToken cancellationToken)
    {
        var (fp32, other) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            fp32 = Math.Min(fp32, TrainingStep.BestStep("fp32", null, environment, cancellationToken));
            other = Math.Min(other, TrainingStep.BestStep(format, new JsonObject { ["rounding"] = rounding }, environment, cancellationToken));
        }

        return new("formats", $"resnet20-b{TrainingStep.Batch}", other, "ms", $"a training step, {environment.Threads} threads; baseline: in fp32", fp32, other / fp32)
        {
            Format = format,
            Rounding = rounding,
        };
    }
}
