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
        Summary = "Generative adversarial network whose critic estimates the Wasserstein distance: DC-GAN networks, clipped weights.",
        Source = "Arjovsky et al., Wasserstein GAN, 2017; networks of Radford et al. 2015; neon gan/lsun_wgan",
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
        ],
    };

    public override GanNetworks Create(JsonObject options, ImageShape images, long seed, FormatSession format)
    {
        var choice = OptionsBinder.Bind<WGanOptions>(options, "modelOptions");
        var generator = new DcGanGenerator(choice.NoiseDimension, images, choice.Features, choice.ExtraLayers, format);
        var critic = new DcGanCritic(images, choice.Features, choice.ExtraLayers, format);
        InitialWeights.DcGan(generator, seed, "generator");
        InitialWeights.DcGan(critic, seed, "critic");
        return new GanNetworks(generator, critic, new LatentNoise(choice.Noise, choice.NoiseDimension));
    }
}

public sealed record WGanOptions
{
    [Parameter("Features", "Maps at half the image size; deeper layers have multiples of it.", Minimum = 4, Maximum = 512, Unit = "maps")]
    public int Features { get; init; } = 64;

    [Parameter("Extra layers", "3×3 convolutions added to both networks; 4 in the LSUN recipe.", Minimum = 0, Maximum = 16, Unit = "layers")]
    public int ExtraLayers { get; init; }

    [Parameter("Noise", "Distribution that the generator transforms.")]
    public NoiseKind Noise { get; init; } = NoiseKind.Normal;

    [Parameter("Noise dimension", "Numbers that the generator starts from.", Minimum = 1, Maximum = 4096)]
    public int NoiseDimension { get; init; } = 128;
}
