using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models.Residual;

/// <summary>
/// He et al., "Identity mappings in deep residual networks", 2016: a 3×3 convolution, three stages of n bottlenecks with 64, 128 and 256
/// maps, batch norm and ReLU, global average pooling, one fully-connected layer; depth 9n + 2.
/// </summary>
internal sealed class PreActivationNetwork : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn;
    private readonly PreActivationBlock[] _blocks;
    private readonly Linear _fc;
    private readonly Site _input, _conv1Activation, _bnInput, _bnActivation, _poolActivation, _fcActivation;

    public PreActivationNetwork(int depth, int channels, int classes, FormatSession format)
        : base("resnet")
    {
        _conv1 = Conv2d(channels, 16, 3, padding: 1, bias: false);
        _bn = BatchNorm2d(256);
        _fc = Linear(256, classes);
        (_input, _conv1Activation) = (new(format, "input", TensorUse.Operand), new(format, "conv1.activation", TensorUse.Product));
        (_bnInput, _bnActivation) = (new(format, "bn.input", TensorUse.None), new(format, "bn.activation", TensorUse.None));
        (_poolActivation, _fcActivation) = (new(format, "pool.activation", TensorUse.Operand), new(format, "fc.activation", TensorUse.Product));
        register_module("conv1", _conv1);
        _blocks = [.. Blocks((depth - 2) / 9, format)];
        register_module("bn", _bn);
        register_module("fc", _fc);
    }

    public override Tensor forward(Tensor images)
    {
        var x = _conv1Activation.Product(_conv1, _input.Store(images));
        foreach (var block in _blocks)
            x = block.call(x);
        x = _bnActivation.Store(_bn.call(_bnInput.Store(x)).relu_());
        return _fcActivation.Product(_fc, _poolActivation.Store(x.mean([2, 3])));
    }

    private IEnumerable<PreActivationBlock> Blocks(int perStage, FormatSession format)
    {
        var input = 16;
        for (var stage = 1; stage <= 3; stage++)
        {
            var width = 8 << stage;
            for (var i = 0; i < perStage; i++, input = 4 * width)
            {
                var name = $"stage{stage}_block{i}";
                var block = new PreActivationBlock(name, input, width, stride: stage > 1 && i == 0 ? 2 : 1, format);
                register_module(name, block);
                yield return block;
            }
        }
    }
}
