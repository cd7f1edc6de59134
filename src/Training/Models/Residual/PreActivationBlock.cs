using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models.Residual;

/// <summary>
/// Batch norm and ReLU before each of a 1×1, a 3×3 and a 1×1 convolution, the last with four times the maps, beside an identity shortcut
/// on which nothing is done (He et al. 2016, figure 4e). Where the shape changes, the shortcut is a 1×1 convolution of the
/// activated input.
/// </summary>
internal sealed class PreActivationBlock : Module<Tensor, Tensor>
{
    private readonly BatchNorm2d _bn1, _bn2, _bn3;
    private readonly Conv2d _conv1, _conv2, _conv3;
    private readonly Conv2d? _projection;
    private readonly Site _bn1Input, _shortcutInput, _conv1Input, _conv1Activation, _bn2Activation, _conv2Activation, _bn3Activation;
    private readonly Site _conv3Activation, _projectionActivation;

    /// <param name="name">Name of the block, unique in the network.</param>
    /// <param name="input">Maps that come in.</param>
    /// <param name="width">Maps between the convolutions; a quarter of those that go out.</param>
    /// <param name="stride">2 halves the side.</param>
    /// <param name="format">Where results are stored.</param>
    public PreActivationBlock(string name, int input, int width, int stride, FormatSession format)
        : base(name)
    {
        (_bn1, _conv1) = (BatchNorm2d(input), Conv2d(input, width, 1, stride: stride, bias: false));
        (_bn2, _conv2) = (BatchNorm2d(width), Conv2d(width, width, 3, padding: 1, bias: false));
        (_bn3, _conv3) = (BatchNorm2d(width), Conv2d(width, 4 * width, 1, bias: false));
        var projects = input != 4 * width || stride != 1;
        Site At(string place, TensorUse use) => new(format, $"{name}.{place}", use);
        (_bn1Input, _shortcutInput) = (At("bn1.input", TensorUse.None), At("shortcut.input", projects ? TensorUse.Operand : TensorUse.None));
        (_conv1Input, _conv1Activation) = (At("conv1.input", TensorUse.Operand), At("conv1.activation", TensorUse.Product));
        (_bn2Activation, _conv2Activation) = (At("bn2.activation", TensorUse.Operand), At("conv2.activation", TensorUse.Product));
        (_bn3Activation, _conv3Activation) = (At("bn3.activation", TensorUse.Operand), At("conv3.activation", TensorUse.Product));
        _projectionActivation = At("shortcut.activation", TensorUse.Product);
        foreach (var (part, module) in new (string, Module)[] { ("bn1", _bn1), ("conv1", _conv1), ("bn2", _bn2), ("conv2", _conv2), ("bn3", _bn3), ("conv3", _conv3) })
            register_module(part, module);
        if (!projects)
            return;
        _projection = Conv2d(input, 4 * width, 1, stride: stride, bias: false);
        register_module("shortcut", _projection);
    }

    /// <summary>The result is not stored here but by those who read it: the next block does so twice, for its two uses.</summary>
    public override Tensor forward(Tensor x)
    {
        var activated = _bn1.call(_bn1Input.Store(x)).relu_();
        var shortcut = _projection is null
            ? _shortcutInput.Store(x)
            : _projectionActivation.Product(_projection, _shortcutInput.Store(activated));
        x = _conv1Activation.Product(_conv1, _conv1Input.Store(activated));
        x = _conv2Activation.Product(_conv2, _bn2Activation.Store(_bn2.call(x).relu_()));
        x = _conv3Activation.Product(_conv3, _bn3Activation.Store(_bn3.call(x).relu_()));
        return x.add(shortcut);
    }
}
