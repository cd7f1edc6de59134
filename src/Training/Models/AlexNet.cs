using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models;

/// <summary>Five convolutions and three fully-connected layers: Krizhevsky et al. 2012, section 3.5 and figure 2.</summary>
public sealed class AlexNet : ClassifierDefinition
{
    public override ModelEntry Entry { get; } = new()
    {
        Name = "alexnet",
        Title = "AlexNet",
        Summary = "Five convolutions, three of them followed by pooling, and three fully-connected layers with dropout. Images of at most "
            + $"{AlexNetNetwork.SmallImage} px get 5×5 first kernels and smaller fully-connected layers.",
        Source = "Krizhevsky et al., ImageNet classification with deep convolutional neural networks, 2012; neon imagenet/network_alexnet",
        Task = LearningTask.Classification,
        Trainer = "classification",
        ImageSizes = new ImageSizeRule { Minimum = 16, Maximum = 256 },
        Parameters = SchemaReader.Read(typeof(AlexNetOptions)),
        Recipe = new JsonObject
        {
            ["epochs"] = 90,
            ["batch"] = 128,
            ["learningRate"] = 0.01,
            ["momentum"] = 0.9,
            ["weightDecay"] = 5e-4,
            ["schedule"] = "plateau",
        },
        Presets =
        [
            new Preset
            {
                Name = "quick",
                Title = "Quick look",
                Summary = "A quarter of the maps, without response normalisation and with little dropout: about half a minute on two processor cores.",
                Dataset = "shapes",
                ModelOptions = new JsonObject { ["width"] = 0.25, ["responseNorm"] = false, ["dropout"] = 0.1 },
                Training = new JsonObject
                {
                    ["steps"] = 600,
                    ["batch"] = 64,
                    ["learningRate"] = 0.01,
                    ["schedule"] = "cosine",
                    ["warmupSteps"] = 40,
                    ["recordEvery"] = 5,
                    ["formatEvery"] = 100,
                    ["evaluateEvery"] = 100,
                    ["evaluationImages"] = 1000,
                },
            },
            new Preset
            {
                Name = "small",
                Title = "Small images",
                Summary = "Half of the maps, response normalisation included, for CIFAR-10 and its like: the rate falls to a tenth twice.",
                ModelOptions = new JsonObject { ["width"] = 0.5 },
                Training = new JsonObject { ["epochs"] = 60, ["schedule"] = "milestones", ["milestones"] = "30, 45" },
            },
        ],
    };

    public override Module<Tensor, Tensor> Create(JsonObject options, ImageShape images, int classes, long seed, FormatSession format)
    {
        var network = new AlexNetNetwork(OptionsBinder.Bind<AlexNetOptions>(options, "modelOptions"), images, classes, seed, format);
        InitialWeights.He(network, seed);
        return network;
    }
}

public sealed record AlexNetOptions
{
    [Parameter("Width", "Multiplies the maps of every convolution and the fully-connected layers.", Minimum = 0.0625, Maximum = 2)]
    public double Width { get; init; } = 1;

    [Parameter("Response normalisation", "Normalises across neighbouring maps after the first two layers; slow on a processor.")]
    public bool ResponseNorm { get; init; } = true;

    [Parameter("Two towers", "The second, fourth and fifth convolution connect only maps of one half, as on the two GPUs of the paper.")]
    public bool TwoTowers { get; init; } = true;

    [Parameter("Dropout", "Share of the fully-connected layers' inputs that is dropped in training.", Minimum = 0, Maximum = 0.95)]
    public double Dropout { get; init; } = 0.5;
}

internal sealed class AlexNetNetwork : Module<Tensor, Tensor>
{
    /// <summary>The largest side in pixels for which the first layer keeps the size of the image.</summary>
    public const int SmallImage = 64;

    private readonly Conv2d _conv1, _conv2, _conv3, _conv4, _conv5;
    private readonly Linear _fc6, _fc7, _fc8;
    private readonly SeededDropout _dropout6, _dropout7;
    private readonly FormatSession _format;
    private readonly bool _responseNorm;

    public AlexNetNetwork(AlexNetOptions options, ImageShape images, int classes, long seed, FormatSession format)
        : base("alexnet")
    {
        (_format, _responseNorm) = (format, options.ResponseNorm);
        var small = images.Size <= SmallImage;
        var towers = options.TwoTowers ? 2 : 1;
        // Even, so that two towers share them.
        int Wide(int maps) => Math.Max(2, 2 * (int)Math.Round(maps * options.Width / 2));
        var (maps1, maps2, maps3, maps5) = (Wide(96), Wide(256), Wide(384), Wide(256));
        var hidden = Wide(small ? 1024 : 4096);

        _conv1 = small ? Conv2d(images.Channels, maps1, 5, padding: 2) : Conv2d(images.Channels, maps1, 11, stride: 4, padding: 2);
        _conv2 = Conv2d(maps1, maps2, 5, padding: 2, groups: towers);
        _conv3 = Conv2d(maps2, maps3, 3, padding: 1);
        _conv4 = Conv2d(maps3, maps3, 3, padding: 1, groups: towers);
        _conv5 = Conv2d(maps3, maps5, 3, padding: 1, groups: towers);
        var side = Pooled(Pooled(Pooled(small ? images.Size : ((images.Size - 7) / 4) + 1)));
        _dropout6 = new SeededDropout("dropout6", options.Dropout, seed);
        _fc6 = Linear(maps5 * side * side, hidden);
        _dropout7 = new SeededDropout("dropout7", options.Dropout, seed);
        _fc7 = Linear(hidden, hidden);
        _fc8 = Linear(hidden, classes);
        foreach (var (name, module) in new (string, Module)[]
        {
            ("conv1", _conv1), ("conv2", _conv2), ("conv3", _conv3), ("conv4", _conv4), ("conv5", _conv5),
            ("dropout6", _dropout6), ("fc6", _fc6), ("dropout7", _dropout7), ("fc7", _fc7), ("fc8", _fc8),
        })
            register_module(name, module);
    }

    public override Tensor forward(Tensor images)
    {
        const TensorUse Both = TensorUse.Product | TensorUse.Operand;
        var x = _format.Store(images, "input", TensorUse.Operand);
        x = Pool(Normalise(Rectified(_conv1, x, "conv1.activation", TensorUse.Product), "norm1.activation"), "pool1.activation");
        x = Pool(Normalise(Rectified(_conv2, x, "conv2.activation", TensorUse.Product), "norm2.activation"), "pool2.activation");
        x = Rectified(_conv3, x, "conv3.activation", Both);
        x = Rectified(_conv4, x, "conv4.activation", Both);
        x = Pool(Rectified(_conv5, x, "conv5.activation", TensorUse.Product), "pool5.activation").flatten(1);
        x = Rectified(_fc6, Drop(_dropout6, x, "dropout6.activation"), "fc6.activation", Both);
        x = Rectified(_fc7, Drop(_dropout7, x, "dropout7.activation"), "fc7.activation", Both);
        return _format.Store(_format.Product(_fc8, x), "fc8.activation", TensorUse.Product);
    }

    /// <summary>A layer and its ReLU, one kernel.</summary>
    private Tensor Rectified(Module<Tensor, Tensor> layer, Tensor x, string site, TensorUse use) =>
        _format.Store(_format.Product(layer, x).relu_(), site, use);

    /// <summary>Section 3.3 with its constants k = 2, n = 5, α = 10⁻⁴, β = 0.75; libtorch's α is that of a mean over the n maps.</summary>
    private Tensor Normalise(Tensor x, string site) =>
        _responseNorm ? _format.Store(functional.local_response_norm(x, 5, alpha: 5 * 1e-4, beta: 0.75, k: 2), site, TensorUse.None) : x;

    /// <summary>Section 3.4: 3×3 windows, two pixels apart, overlap.</summary>
    private Tensor Pool(Tensor x, string site) => _format.Store(functional.max_pool2d(x, 3, 2), site, TensorUse.Operand);

    private Tensor Drop(SeededDropout dropout, Tensor x, string site) =>
        dropout.IsActive ? _format.Store(dropout.call(x), site, TensorUse.Operand) : x;

    private static int Pooled(int side) => ((side - 3) / 2) + 1;
}
