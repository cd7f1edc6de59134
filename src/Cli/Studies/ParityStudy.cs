using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Cli.Demo;
using Mantissa.Data.Comparisons;

namespace Mantissa.Cli.Studies;

/// <summary>Does a number format train as well as FP32? All models, seven formats, three seeds, each at the size of the quick look.</summary>
internal sealed class ParityStudy : Study
{
    private static readonly PublishedClaim[] Claims =
    [
        new("flex16+5", "trains as FP32 does, without tuning (Köster et al. 2017).", [ParityVerdict.Match, ParityVerdict.Better]),
        new("dfp16", "trains as FP32 does, without tuning (Das et al. 2018).", [ParityVerdict.Match, ParityVerdict.Better]),
        new("fp16", "with FP32 master weights and loss scaling trains as FP32 does (Micikevicius et al. 2018).", [ParityVerdict.Match, ParityVerdict.Better]),
        new("fp16-pure", "does worse than FP32 when nothing else is changed (Köster et al. 2017; Micikevicius et al. 2018).", [ParityVerdict.Worse, ParityVerdict.Failed]),
    ];

    public override string Name => "parity";

    public override string Summary => "Trains all models in seven formats with three seeds and writes docs/parity.md; long, goes on where it was stopped";

    public override string Title => "Parity";

    public override string Introduction =>
        """
        Does a number format train as well as FP32? All models at the size of their quick look or half of it, in seven formats, with three seeds each: 84 runs
        that two processor cores train in about an hour. Nothing is tuned for a format: runs of one model and seed share the recipe, the initial weights,
        the data order and the noise. Differences are paired by seed; intervals are Student's t over three pairs, which is wide, so that "not
        enough seeds" is the honest verdict wherever a difference is small but not small enough. Runs of this size show what a format does early
        in training; they say nothing about the last per cent of a full recipe.
        """;

    public override IReadOnlyList<string> Drawn => ["validation/top1", "train/loss", "swd", "wasserstein"];

    public override ComparisonSpecification Create(CatalogueDocument catalogue, string? images) => new()
    {
        Name = "Parity: seven formats, three seeds",
        Models =
        [
            Member(catalogue, images, "resnet", new() { ["formatEvery"] = 50, ["evaluateEvery"] = 50, ["evaluationImages"] = 4000 }),
            Member(catalogue, images, "alexnet", new() { ["steps"] = 300, ["formatEvery"] = 100, ["evaluateEvery"] = 100, ["evaluationImages"] = 4000 }),
            Member(catalogue, images, "dcgan", new() { ["steps"] = 400, ["formatEvery"] = 100, ["evaluateEvery"] = 100 }),
            Member(catalogue, images, "wgan", new() { ["steps"] = 150, ["formatEvery"] = 50, ["evaluateEvery"] = 50 }),
        ],
        Formats = ["fp32", "fp16", "fp16-pure", "flex16+5", "flex8+5", "dfp16", "dfp8"],
        Seeds = [1, 2, 3],
        Tags = new Dictionary<string, string> { ["study"] = Name },
    };

    public override string Findings(ParityTable parity) => string.Join('\n', Claims.Select(claim => claim.Against(parity)));

    /// <summary>The quick look, or half of it, with the evaluation that a comparison needs: more images, less often.</summary>
    private static ComparisonMember Member(CatalogueDocument catalogue, string? images, string model, JsonObject cadence)
    {
        var member = PresetMember.Create(catalogue, model, "quick", images);
        foreach (var (name, value) in cadence)
            member.Training[name] = value!.DeepClone();
        return member;
    }
}
