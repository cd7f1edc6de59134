using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models;

/// <summary>The residual network for small images: He et al. 2015, section 4.2.</summary>
public sealed class ResNet : ClassifierDefinition
{
    public override ModelEntry Entry { get; } = new()
    {
        Name = "resnet",
        Title = "ResNet",
        Summary = "Residual network for small images, depth 6n + 2: three stages of 16, 32 and 64 maps with identity shortcuts.",
        Source = "He et al., Deep residual learning for image recognition, 2015, section 4.2",
        Task = LearningTask.Classification,
        Trainer = "classification",
        ImageSizes = new ImageSizeRule { Minimum = 8, Maximum = 256 },
        Parameters = SchemaReader.Read(typeof(ResNetOptions)),
        VariantParameter = "depth",
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
        ],
    };

    public override Module<Tensor, Tensor> Create(JsonObject options, ImageShape images, int classes, long seed, FormatSession format)
    {
        var network = new ResNetNetwork(OptionsBinder.Bind<ResNetOptions>(options, "modelOptions").Depth, images.Channels, classes, format);
        InitialWeights.He(network, seed);
        return network;
    }
}

public sealed record ResNetOptions
{
    [Parameter("Depth", "Layers with weights, 6n + 2.", Minimum = 8, Maximum = 1202, Step = 6, Unit = "layers")]
    public int Depth { get; init; } = 20;
}

/// <summary>3×3 convolution, three stages of n blocks, global average pooling, one fully-connected layer.</summary>
internal sealed class ResNetNetwork : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly BasicBlock[] _blocks;
    private readonly Linear _fc;
    private readonly Site _input, _conv1Activation, _poolInput, _poolActivation, _fcActivation;

    public ResNetNetwork(int depth, int channels, int classes, FormatSession format)
        : base("resnet")
    {
        _conv1 = Conv2d(channels, 16, 3, padding: 1, bias: false);
        _bn1 = BatchNorm2d(16);
        _fc = Linear(64, classes);
        (_input, _conv1Activation) = (new(format, "input"), new(format, "conv1.activation"));
        (_poolInput, _poolActivation, _fcActivation) = (new(format, "pool.input"), new(format, "pool.activation"), new(format, "fc.activation"));
        register_module("conv1", _conv1);
        register_module("bn1", _bn1);
        _blocks = [.. Blocks((depth - 2) / 6, format)];
        register_module("fc", _fc);
    }

    public override Tensor forward(Tensor images)
    {
        var x = _conv1Activation.Store(_conv1.call(_input.Store(images)));
        x = _bn1.call(x).relu_();
        foreach (var block in _blocks)
            x = block.call(x);
        x = _poolActivation.Store(_poolInput.Store(x).mean([2, 3]));
        return _fcActivation.Store(_fc.call(x));
    }

    private IEnumerable<BasicBlock> Blocks(int perStage, FormatSession format)
    {
        var input = 16;
        for (var stage = 1; stage <= 3; stage++)
        {
            var maps = 8 << stage;
            for (var i = 0; i < perStage; i++, input = maps)
            {
                var name = $"stage{stage}_block{i}";
                var block = new BasicBlock(name, input, maps, format);
                register_module(name, block);
                yield return block;
            }
        }
    }
}

/// <summary>Two 3×3 convolutions beside a shortcut without parameters ("option A": strided, new maps are zero).</summary>
internal sealed class BasicBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1, _conv2;
    private readonly BatchNorm2d _bn1, _bn2;
    private readonly Site _conv1Input, _shortcutInput, _conv1Activation, _bn1Activation, _conv2Activation;
    private readonly int _newMaps;

    public BasicBlock(string name, int input, int maps, FormatSession format)
        : base(name)
    {
        _newMaps = maps - input;
        _conv1 = Conv2d(input, maps, 3, stride: _newMaps == 0 ? 1 : 2, padding: 1, bias: false);
        _bn1 = BatchNorm2d(maps);
        _conv2 = Conv2d(maps, maps, 3, padding: 1, bias: false);
        _bn2 = BatchNorm2d(maps);
        Site At(string place) => new(format, $"{name}.{place}");
        (_conv1Input, _shortcutInput) = (At("conv1.input"), At("shortcut.input"));
        (_conv1Activation, _bn1Activation, _conv2Activation) = (At("conv1.activation"), At("bn1.activation"), At("conv2.activation"));
        register_module("conv1", _conv1);
        register_module("bn1", _bn1);
        register_module("conv2", _conv2);
        register_module("bn2", _bn2);
    }

    /// <summary>The result is not stored here but by those who read it: the next block does so twice, for its two uses.</summary>
    public override Tensor forward(Tensor x)
    {
        var shortcut = Shortcut(_shortcutInput.Store(x));
        x = _conv1Activation.Store(_conv1.call(_conv1Input.Store(x)));
        x = _bn1Activation.Store(_bn1.call(x).relu_());
        x = _conv2Activation.Store(_conv2.call(x));
        return _bn2.call(x).add_(shortcut).relu_();
    }

    private Tensor Shortcut(Tensor x) => _newMaps == 0
        ? x
        : functional.pad(x.slice(2, 0, x.size(2), 2).slice(3, 0, x.size(3), 2), [0, 0, 0, 0, _newMaps / 2, _newMaps / 2]);
}
