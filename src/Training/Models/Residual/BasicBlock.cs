using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models.Residual;

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
        Site At(string place, TensorUse use) => new(format, $"{name}.{place}", use);
        (_conv1Input, _shortcutInput) = (At("conv1.input", TensorUse.Operand), At("shortcut.input", TensorUse.None));
        (_conv1Activation, _bn1Activation) = (At("conv1.activation", TensorUse.Product), At("bn1.activation", TensorUse.Operand));
        _conv2Activation = At("conv2.activation", TensorUse.Product);
        register_module("conv1", _conv1);
        register_module("bn1", _bn1);
        register_module("conv2", _conv2);
        register_module("bn2", _bn2);
    }

    /// <summary>The result is not stored here but by those who read it: the next block does so twice, for its two uses.</summary>
    public override Tensor forward(Tensor x)
    {
        var shortcut = Shortcut(_shortcutInput.Store(x));
        x = _conv1Activation.Product(_conv1, _conv1Input.Store(x));
        x = _bn1Activation.Store(_bn1.call(x).relu_());
        x = _conv2Activation.Product(_conv2, x);
        return _bn2.call(x).add_(shortcut).relu_();
    }

    private Tensor Shortcut(Tensor x) => _newMaps == 0
        ? x
        : functional.pad(x.slice(2, 0, x.size(2), 2).slice(3, 0, x.size(3), 2), [0, 0, 0, 0, _newMaps / 2, _newMaps / 2]);
}
