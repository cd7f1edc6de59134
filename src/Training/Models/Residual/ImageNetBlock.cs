using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models.Residual;

/// <summary>
/// Two 3×3 convolutions, or a 1×1, a 3×3 and a 1×1 one with four times the maps (He et al. 2015, figure 5), beside an identity shortcut,
/// or a 1×1 convolution where the shape changes ("option B"). Batch norm follows every convolution.
/// </summary>
internal sealed class ImageNetBlock : Module<Tensor, Tensor>
{
    private readonly List<(Conv2d Convolution, BatchNorm2d Norm, Site Input, Site Activation)> _layers = [];
    private readonly Conv2d? _projection;
    private readonly BatchNorm2d? _projectionNorm;
    private readonly Site _shortcutInput, _projectionActivation, _projectionNormActivation;

    /// <param name="name">Name of the block, unique in the network.</param>
    /// <param name="input">Maps that come in.</param>
    /// <param name="width">Maps of the 3×3 convolutions.</param>
    /// <param name="stride">2 halves the side, in the first convolution.</param>
    /// <param name="bottleneck">Three convolutions instead of two.</param>
    /// <param name="format">Where results are stored.</param>
    public ImageNetBlock(string name, int input, int width, int stride, bool bottleneck, FormatSession format)
        : base(name)
    {
        Maps = bottleneck ? 4 * width : width;
        var first = bottleneck ? Conv2d(input, width, 1, stride: stride, bias: false) : Conv2d(input, width, 3, stride: stride, padding: 1, bias: false);
        Add(name, first, width, format);
        Add(name, Conv2d(width, width, 3, padding: 1, bias: false), width, format);
        if (bottleneck)
            Add(name, Conv2d(width, Maps, 1, bias: false), Maps, format);
        var projects = input != Maps || stride != 1;
        Site At(string place, TensorUse use) => new(format, $"{name}.{place}", use);
        _shortcutInput = At("shortcut.input", projects ? TensorUse.Operand : TensorUse.None);
        (_projectionActivation, _projectionNormActivation) = (At("shortcut.activation", TensorUse.Product), At("shortcut_bn.activation", TensorUse.None));
        if (!projects)
            return;
        _projection = Conv2d(input, Maps, 1, stride: stride, bias: false);
        _projectionNorm = BatchNorm2d(Maps);
        register_module("shortcut", _projection);
        register_module("shortcut_bn", _projectionNorm);
    }

    /// <summary>Maps that go out.</summary>
    public int Maps { get; }

    /// <summary>The result is not stored here but by those who read it: the next block does so twice, for its two uses.</summary>
    public override Tensor forward(Tensor x)
    {
        var shortcut = _shortcutInput.Store(x);
        if (_projection is not null)
            shortcut = _projectionNormActivation.Store(_projectionNorm!.call(_projectionActivation.Product(_projection, shortcut)));
        for (var i = 0; i < _layers.Count; i++)
        {
            var (convolution, norm, input, activation) = _layers[i];
            x = norm.call(activation.Product(convolution, input.Store(x)));
            x = i < _layers.Count - 1 ? x.relu_() : x.add_(shortcut).relu_();
        }

        return x;
    }

    private void Add(string name, Conv2d convolution, int maps, FormatSession format)
    {
        var number = _layers.Count + 1;
        var norm = BatchNorm2d(maps);
        register_module($"conv{number}", convolution);
        register_module($"bn{number}", norm);
        var input = new Site(format, $"{name}.conv{number}.input", TensorUse.Operand);
        _layers.Add((convolution, norm, input, new(format, $"{name}.conv{number}.activation", TensorUse.Product)));
    }
}
