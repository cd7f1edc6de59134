using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Cli.Demo;

namespace Mantissa.Cli.Studies;

/// <summary>What two processor cores can train within a couple of hours: all models, in FP32 and Flexpoint.</summary>
internal sealed class ResultsStudy : Study
{
    public override string Name => "results";

    public override string Summary => "Trains all models in fp32 and flex16+5 and writes docs/results.md; long, goes on where it was stopped";

    public override string Title => "Results";

    public override string Introduction =>
        """
        All models on CIFAR-10 at 32 px, in FP32 and in 16-bit Flexpoint, with the recipes scaled down to what two processor cores train
        within a couple of hours. Runs of one model share initial weights, data order and noise. One seed shows that a model trains and what a format
        does to its curves; it decides nothing about parity, which needs several. Wall time is from start to end, whatever else the machine did meanwhile.
        """;

    public override IReadOnlyList<string> Drawn => ["validation/top1", "train/loss", "swd", "wasserstein", "critic/loss"];

    public override ComparisonSpecification Create(CatalogueDocument catalogue, string? images) => new()
    {
        Name = "Results: all models in fp32 and flex16+5",
        Models =
        [
            Member("resnet", new() { ["depth"] = 20 }, images, "shapes", new()
            {
                ["epochs"] = 5, ["batch"] = 128, ["learningRate"] = 0.1, ["schedule"] = "cosine", ["warmupSteps"] = 100,
                ["recordEvery"] = 10, ["formatEvery"] = 200, ["evaluateEvery"] = 390, ["checkpointEvery"] = 390,
            }),
            Member("alexnet", new() { ["width"] = 0.25, ["responseNorm"] = false, ["dropout"] = 0.25 }, images, "shapes", new()
            {
                ["epochs"] = 5, ["batch"] = 128, ["learningRate"] = 0.01, ["schedule"] = "cosine", ["warmupSteps"] = 100,
                ["recordEvery"] = 10, ["formatEvery"] = 200, ["evaluateEvery"] = 390, ["checkpointEvery"] = 390,
            }),
            Member("dcgan", new() { ["features"] = 32 }, images, "rooms", new()
            {
                ["steps"] = 1000, ["batch"] = 64, ["recordEvery"] = 5, ["formatEvery"] = 100, ["evaluateEvery"] = 100, ["sampleEvery"] = 100,
                ["checkpointEvery"] = 200,
            }),
            Member("wgan", new() { ["features"] = 32 }, images, "rooms", new()
            {
                ["steps"] = 400, ["batch"] = 64, ["learningRate"] = 2e-4, ["recordEvery"] = 2, ["formatEvery"] = 50, ["evaluateEvery"] = 40,
                ["sampleEvery"] = 40, ["checkpointEvery"] = 100,
            }),
        ],
        Formats = ["fp32", "flex16+5"],
        Tags = new Dictionary<string, string> { ["study"] = Name },
    };

    private static ComparisonMember Member(string model, JsonObject options, string? images, string procedural, JsonObject training) => new()
    {
        Model = model, ModelOptions = options, Training = training,
        Dataset = images is null ? procedural : PresetMember.ImageFolder,
        DatasetOptions = images is null ? new() { ["imageSize"] = 32 } : new() { ["path"] = images, ["imageSize"] = 32 },
    };
}
