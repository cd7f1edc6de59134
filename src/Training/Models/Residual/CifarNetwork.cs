using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models.Residual;

/// <summary>
/// He et al. 2015, section 4.2: a 3×3 convolution, three stages of n basic blocks with 16, 32 and 64 maps, global average pooling, one
/// fully-connected layer; depth 6n + 2.
/// </summary>
internal sealed class CifarNetwork : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly BasicBlock[] _blocks;
    private readonly Linear _fc;
    private readonly Site _input, _conv1Activation, _poolInput, _poolActivation, _fcActivation;

    public CifarNetwork(int depth, int channels, int classes, FormatSession format)
        : base("resnet")
    {
        _conv1 = Conv2d(channels, 16, 3, padding: 1, bias: false);
        _bn1 = BatchNorm2d(16);
        _fc = Linear(64, classes);
        (_input, _conv1Activation) = (new(format, "input", TensorUse.Operand), new(format, "conv1.activation", TensorUse.Product));
        (_poolInput, _poolActivation) = (new(format, "pool.input", TensorUse.None), new(format, "pool.activation", TensorUse.Operand));
        _fcActivation = new(format, "fc.activation", TensorUse.Product);
        register_module("conv1", _conv1);
        register_module("bn1", _bn1);
        _blocks = [.. Blocks((depth - 2) / 6, format)];
        register_module("fc", _fc);
    }

    public override Tensor forward(Tensor images)
    {
        var x = _conv1Activation.Product(_conv1, _input.Store(images));
        x = _bn1.call(x).relu_();
        foreach (var block in _blocks)
            x = block.call(x);
        x = _poolActivation.Store(_poolInput.Store(x).mean([2, 3]));
        return _fcActivation.Product(_fc, x);
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
