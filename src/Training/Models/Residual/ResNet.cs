using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models.Residual;

/// <summary>Residual networks for small and for large images: He et al. 2015 and 2016.</summary>
public sealed class ResNet : ClassifierDefinition
{
    public override ModelEntry Entry { get; } = new()
    {
        Name = "resnet",
        Title = "ResNet",
        Summary = "Residual network. For small images three stages of 16, 32 and 64 maps with identity shortcuts (depth 6n + 2), or of "
            + "bottlenecks that normalise first (9n + 2); for large ones the networks for ImageNet.",
        Source = "He et al., Deep residual learning for image recognition, 2015; Identity mappings in deep residual networks, 2016; neon cifar10_msra",
        Task = LearningTask.Classification,
        Trainer = "classification",
        ImageSizes = new ImageSizeRule { Minimum = 8, Maximum = 512 },
        Parameters = SchemaReader.Read(typeof(ResNetOptions)),
        VariantParameter = "depth",
        Variants =
        [
            Variant(ResNetVariant.Cifar, new ImageSizeRule { Minimum = 8, Maximum = 256 }, first: 8, step: 6, last: 1202, depth: 20),
            Variant(ResNetVariant.PreActivation, new ImageSizeRule { Minimum = 8, Maximum = 256 }, first: 11, step: 9, last: 1001, depth: 29),
            Variant(ResNetVariant.ImageNet, new ImageSizeRule { Minimum = 64, Maximum = 512 }, first: 18, step: 16, last: 50, depth: 18),
        ],
        Recipe = new JsonObject
        {
            ["epochs"] = 164,
            ["batch"] = 128,
            ["learningRate"] = 0.1,
            ["momentum"] = 0.9,
            ["weightDecay"] = 1e-4,
            ["schedule"] = "milestones",
            ["milestones"] = "82, 124",
        },
        Presets =
        [
            new Preset
            {
                Name = "quick",
                Title = "Quick look",
                Summary = "ResNet-20 for a fraction of an epoch: about half a minute on two processor cores.",
                Dataset = "shapes",
                ModelOptions = new JsonObject { ["depth"] = 20 },
                Training = new JsonObject
                {
                    ["steps"] = 150,
                    ["batch"] = 128,
                    ["schedule"] = "cosine",
                    ["warmupSteps"] = 10,
                    ["recordEvery"] = 2,
                    ["formatEvery"] = 25,
                    ["evaluateEvery"] = 25,
                    ["evaluationImages"] = 1000,
                },
            },
            new Preset
            {
                Name = "demo",
                Title = "Demonstration",
                Summary = "ResNet-20 for ten times the steps of the quick look: long enough for its accuracy to mean something.",
                Dataset = "shapes",
                ModelOptions = new JsonObject { ["depth"] = 20 },
                Training = new JsonObject
                {
                    ["steps"] = 1500,
                    ["batch"] = 128,
                    ["schedule"] = "cosine",
                    ["warmupSteps"] = 50,
                    ["recordEvery"] = 10,
                    ["formatEvery"] = 100,
                    ["evaluateEvery"] = 150,
                    ["evaluationImages"] = 2000,
                    ["checkpointEvery"] = 150,
                },
            },
            new Preset
            {
                Name = "resnet-110",
                Title = "ResNet-110, CIFAR-10 recipe",
                Summary = "The 110-layer network of the paper with its schedule: 164 epochs, a tenth of the rate after 82 and 124, warmed up as it asks for.",
                ModelOptions = new JsonObject { ["depth"] = 110 },
                Training = new JsonObject { ["epochs"] = 164, ["warmupSteps"] = 400, ["schedule"] = "milestones", ["milestones"] = "82, 124" },
            },
            new Preset
            {
                Name = "preactivation-164",
                Title = "ResNet-164, pre-activation",
                Summary = "Bottlenecks that normalise first, with the schedule of the CIFAR-10 recipe.",
                ModelOptions = new JsonObject { ["variant"] = "preActivation", ["depth"] = 164 },
                Training = new JsonObject { ["epochs"] = 164, ["warmupSteps"] = 400 },
            },
            new Preset
            {
                Name = "imagenet-18",
                Title = "ResNet-18 for large images",
                Summary = "The network for ImageNet: 90 epochs, a tenth of the rate every 30.",
                Dataset = "shapes",
                DatasetOptions = new JsonObject { ["imageSize"] = 64 },
                ModelOptions = new JsonObject { ["variant"] = "imageNet", ["depth"] = 18 },
                Training = new JsonObject { ["epochs"] = 90, ["batch"] = 256, ["schedule"] = "step", ["decayEvery"] = 30 },
            },
        ],
    };

    public override Module<Tensor, Tensor> Create(JsonObject options, ImageShape images, int classes, long seed, FormatSession format)
    {
        var choice = OptionsBinder.Bind<ResNetOptions>(options, "modelOptions", Entry.ParametersOf(options));
        Module<Tensor, Tensor> network = choice.Variant switch
        {
            ResNetVariant.PreActivation => new PreActivationNetwork(choice.Depth, images.Channels, classes, format),
            ResNetVariant.ImageNet => new ImageNetNetwork(choice.Depth, images.Channels, classes, format),
            _ => new CifarNetwork(choice.Depth, images.Channels, classes, format),
        };
        InitialWeights.He(network, seed);
        return network;
    }

    /// <summary>The depths first, first + step, … last, and the one that is taken when none is given.</summary>
    private static ModelVariant Variant(ResNetVariant variant, ImageSizeRule sizes, int first, int step, int last, int depth)
    {
        var schema = SchemaReader.Read(typeof(ResNetOptions)).Single(parameter => parameter.Name == "depth");
        return new ModelVariant("variant", JsonNamingPolicy.CamelCase.ConvertName(variant.ToString()))
        {
            ImageSizes = sizes,
            Parameters = [schema with { Minimum = first, Step = step, Maximum = last, Default = JsonSerializer.SerializeToElement(depth) }],
        };
    }
}
