using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;

namespace Mantissa.Training.Models;

/// <summary>The deep convolutional generative adversarial network: Radford et al. 2015.</summary>
public sealed class DcGan : GanDefinition
{
    public override ModelEntry Entry { get; } = new()
    {
        Name = "dcgan",
        Title = "DC-GAN",
        Summary = "Generative adversarial network of strided convolutions with batch norm: the discriminator tells real from generated images.",
        Source = "Radford et al., Unsupervised representation learning with deep convolutional generative adversarial networks, 2015; neon gan/network_gan",
        Task = LearningTask.Generation,
        Trainer = "dcgan",
        ImageSizes = new ImageSizeRule { Sizes = [32, 64] },
        Parameters = SchemaReader.Read(typeof(DcGanOptions)),
        Recipe = new JsonObject { ["epochs"] = 25, ["batch"] = 128, ["learningRate"] = 2e-4, ["beta1"] = 0.5 },
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
                    ["steps"] = 800,
                    ["batch"] = 64,
                    ["recordEvery"] = 5,
                    ["formatEvery"] = 100,
                    ["evaluateEvery"] = 100,
                    ["sampleEvery"] = 100,
                    ["swdImages"] = 128,
                },
            },
            new Preset
            {
                Name = "rooms",
                Title = "Bedrooms, 64 px",
                Summary = "The networks of the paper on drawn bedrooms, with its uniform noise.",
                Dataset = "rooms",
                DatasetOptions = new JsonObject { ["imageSize"] = 64 },
                ModelOptions = new JsonObject { ["noise"] = "uniform" },
            },
        ],
    };

    public override GanNetworks Create(JsonObject options, ImageShape images, long seed, FormatSession format) =>
        DcGanNetworks.Create(OptionsBinder.Bind<DcGanOptions>(options, "modelOptions"), images, constraint: null, seed, format);
}
