using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Cli.Chaos;

/// <summary>The run that is disturbed: real training that takes seconds, records every step and checkpoints often.</summary>
internal static class SmallRun
{
    public const int Steps = 200;

    public static RunSpecification Specification { get; } = new()
    {
        Name = "chaos",
        Model = "resnet",
        ModelOptions = new JsonObject { ["depth"] = 8 },
        Format = "flex16+5",
        Dataset = "shapes",
        DatasetOptions = new JsonObject { ["trainImages"] = 256, ["testImages"] = 100 },
        Training = new JsonObject
        {
            ["steps"] = Steps,
            ["batch"] = 16,
            ["recordEvery"] = 1,
            ["formatEvery"] = 20,
            ["evaluateEvery"] = 100,
            ["checkpointEvery"] = 8,
            ["keepBest"] = false,
        },
        Seed = 7,
    };
}
