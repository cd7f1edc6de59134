using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;

namespace Mantissa.Training.Models;

/// <summary>The Wasserstein GAN: the DC-GAN networks with a linear critic (Arjovsky et al. 2017).</summary>
public sealed class WGan : GanDefinition
{
    public override ModelEntry Entry { get; } = new()
    {
        Name = "wgan",
        Title = "W-GAN",
        Summary = "Generative adversarial network whose critic estimates the Wasserstein distance: DC-GAN networks; the critic's weights are "
            + "clipped, or its slope is penalised.",
        Source = "Arjovsky et al., Wasserstein GAN, 2017; Gulrajani et al., Improved training of Wasserstein GANs, 2017; networks of Radford et al. 2015; neon gan/lsun_wgan",
        Task = LearningTask.Generation,
        Trainer = "wgan",
        ImageSizes = new ImageSizeRule { Sizes = [32, 64] },
        Parameters = SchemaReader.Read(typeof(WGanOptions)),
        Recipe = new JsonObject { ["epochs"] = 25, ["batch"] = 64, ["learningRate"] = 5e-5 },
        Presets =
        [
            new Preset
            {
                Name = "quick",
                Title = "Quick look",
                Summary = "32 px networks with a quarter of the features: about half a minute on two processor cores.",
                Dataset = "shapes",
                ModelOptions = new JsonObject { ["features"] = 16 },
                Training = new JsonObject
                {
                    ["steps"] = 200,
                    ["batch"] = 64,
                    ["learningRate"] = 5e-4,
                    ["boostedSteps"] = 0,
                    ["boostEvery"] = 0,
                    ["recordEvery"] = 2,
                    ["formatEvery"] = 25,
                    ["evaluateEvery"] = 25,
                    ["sampleEvery"] = 25,
                    ["swdImages"] = 128,
                },
            },
            new Preset
            {
                Name = "demo",
                Title = "Demonstration",
                Summary = "The networks of the quick look for ten times its steps: long enough for pictures to take shape.",
                Dataset = "shapes",
                ModelOptions = new JsonObject { ["features"] = 16 },
                Training = new JsonObject
                {
                    ["steps"] = 2000,
                    ["batch"] = 64,
                    ["learningRate"] = 2e-4,
                    ["recordEvery"] = 10,
                    ["formatEvery"] = 100,
                    ["evaluateEvery"] = 200,
                    ["sampleEvery"] = 100,
                    ["swdImages"] = 512,
                    ["checkpointEvery"] = 200,
                },
            },
            new Preset
            {
                Name = "lsun",
                Title = "LSUN recipe",
                Summary = "64 px with four extra layers on both sides, as the recipe for LSUN bedrooms has them.",
                ModelOptions = new JsonObject { ["features"] = 64, ["extraLayers"] = 4, ["noise"] = "normal", ["noiseDimension"] = 128 },
                Training = new JsonObject { ["epochs"] = 25, ["batch"] = 64, ["learningRate"] = 5e-5 },
            },
            new Preset
            {
                Name = "gradient-penalty",
                Title = "Gradient penalty",
                Summary = "The critic's slope is held near 1 instead of its weights near 0: Adam at 10⁻⁴, five critic updates a step, none boosted.",
                ModelOptions = new JsonObject { ["constraint"] = "gradientPenalty" },
                Training = new JsonObject
                {
                    ["optimizer"] = "adam",
                    ["learningRate"] = 1e-4,
                    ["beta1"] = 0,
                    ["beta2"] = 0.9,
                    ["boostedSteps"] = 0,
                    ["boostEvery"] = 0,
                },
            },
        ],
    };

    public override GanNetworks Create(JsonObject options, ImageShape images, long seed, FormatSession format)
    {
        var choice = OptionsBinder.Bind<WGanOptions>(options, "modelOptions");
        return DcGanNetworks.Create(choice, images, choice.Constraint, seed, format);
    }
}

public sealed record WGanOptions : DcGanOptions
{
    public WGanOptions() => NoiseDimension = 128;

    [Parameter("Constraint", "What keeps the critic's slope bounded. A critic under the gradient penalty normalises layers, not batches.")]
    public CriticConstraint Constraint { get; init; } = CriticConstraint.Clipping;
}
