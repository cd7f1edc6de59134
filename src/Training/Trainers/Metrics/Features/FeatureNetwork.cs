using Mantissa.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Trainers.Metrics.Features;

/// <summary>
/// A small classifier whose last layer but one describes an image by 64 numbers: three convolutions with batch norm, then the mean over
/// the places. It takes images in −1 … 1. Initial weights are always the same.
/// </summary>
internal sealed class FeatureNetwork : Module<torch.Tensor, torch.Tensor>
{
    /// <summary>Numbers that describe an image.</summary>
    public const int Size = 64;

    private readonly Sequential _features;
    private readonly Linear _classes;

    /// <param name="images">Shape of the images.</param>
    /// <param name="classes">Number of classes.</param>
    public FeatureNetwork(ImageShape images, int classes)
        : base("features")
    {
        // About 16 × 16 places are left after the first convolution, whatever the size of the images: so many keep it cheap.
        var stride = Math.Max(1, images.Size / 16);
        _features = Sequential(
            ("conv1", Conv2d(images.Channels, 32, (2 * stride) + 1, stride: stride, padding: stride, bias: false)),
            ("bn1", BatchNorm2d(32)),
            ("relu1", ReLU()),
            ("conv2", Conv2d(32, Size, 3, stride: 2, padding: 1, bias: false)),
            ("bn2", BatchNorm2d(Size)),
            ("relu2", ReLU()),
            ("conv3", Conv2d(Size, Size, 3, stride: 2, padding: 1, bias: false)),
            ("bn3", BatchNorm2d(Size)),
            ("relu3", ReLU()));
        _classes = Linear(Size, classes);
        register_module("features", _features);
        register_module("classes", _classes);
        InitialWeights.He(this, seed: 0);
    }

    /// <summary>Images × 64.</summary>
    public torch.Tensor Features(torch.Tensor images) => _features.call(images).mean([2, 3]);

    /// <summary>Images × classes, from <see cref="Features"/>.</summary>
    public torch.Tensor Logits(torch.Tensor features) => _classes.call(features);

    public override torch.Tensor forward(torch.Tensor images) => Logits(Features(images));
}
