using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>Specifications of real runs that take seconds.</summary>
internal static class TinyRuns
{
    /// <summary>ResNet-8 on 256 procedural images.</summary>
    /// <param name="steps">Optimizer steps; one takes a few hundredths of a second.</param>
    /// <param name="format">Number format.</param>
    /// <param name="checkpointEvery">Steps between checkpoints.</param>
    /// <param name="evaluateEvery">Steps between evaluations.</param>
    public static RunSpecification ResNet(int steps, string format = "fp32", int checkpointEvery = 10, int evaluateEvery = 50) => new()
    {
        Name = "tiny resnet",
        Model = "resnet",
        ModelOptions = new JsonObject { ["depth"] = 8 },
        Format = format,
        Dataset = "shapes",
        DatasetOptions = new JsonObject { ["trainImages"] = 256, ["testImages"] = 100 },
        Training = new JsonObject
        {
            ["steps"] = steps,
            ["batch"] = 16,
            ["recordEvery"] = 1,
            ["formatEvery"] = 20,
            ["evaluateEvery"] = evaluateEvery,
            ["checkpointEvery"] = checkpointEvery,
            ["keepBest"] = false,
        },
        Seed = 7,
    };

    /// <summary>A W-GAN of few maps on 128 procedural images; it makes sample grids.</summary>
    public static RunSpecification WGan(int steps, string format = "fp32", int checkpointEvery = 5) => new()
    {
        Name = "tiny wgan",
        Model = "wgan",
        ModelOptions = new JsonObject { ["features"] = 4, ["noiseDimension"] = 16 },
        Format = format,
        Dataset = "shapes",
        DatasetOptions = new JsonObject { ["trainImages"] = 128, ["testImages"] = 100 },
        Training = new JsonObject
        {
            ["steps"] = steps,
            ["batch"] = 16,
            ["criticSteps"] = 2,
            ["boostedSteps"] = 0,
            ["boostEvery"] = 0,
            ["recordEvery"] = 1,
            ["formatEvery"] = 10,
            ["evaluateEvery"] = 20,
            ["sampleEvery"] = 10,
            ["swdImages"] = 32,
            ["checkpointEvery"] = checkpointEvery,
        },
        Seed = 7,
    };
}
