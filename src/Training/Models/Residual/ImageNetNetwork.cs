using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models.Residual;

/// <summary>
/// He et al. 2015, table 1: a 7×7 convolution with stride 2, max-pooling, four stages that double the maps from 64 and halve the side,
/// global average pooling, one fully-connected layer. 18 and 34 layers are made of basic blocks, 50 of bottlenecks.
/// </summary>
internal sealed class ImageNetNetwork : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly ImageNetBlock[] _blocks;
    private readonly Linear _fc;
    private readonly Site _input, _conv1Activation, _bn1Activation, _poolInput, _poolActivation, _fcActivation;

    public ImageNetNetwork(int depth, int channels, int classes, FormatSession format)
        : base("resnet")
    {
        var (blocks, bottleneck) = depth switch
        {
            18 => (new[] { 2, 2, 2, 2 }, false),
            34 => ([3, 4, 6, 3], false),
            50 => ([3, 4, 6, 3], true),
            _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "Table 1 has 18, 34 and 50 layers."),
        };
        _conv1 = Conv2d(channels, 64, 7, stride: 2, padding: 3, bias: false);
        _bn1 = BatchNorm2d(64);
        _fc = Linear(bottleneck ? 2048 : 512, classes);
        (_input, _conv1Activation) = (new(format, "input", TensorUse.Operand), new(format, "conv1.activation", TensorUse.Product));
        (_bn1Activation, _poolInput) = (new(format, "bn1.activation", TensorUse.None), new(format, "pool.input", TensorUse.None));
        (_poolActivation, _fcActivation) = (new(format, "pool.activation", TensorUse.Operand), new(format, "fc.activation", TensorUse.Product));
        register_module("conv1", _conv1);
        register_module("bn1", _bn1);
        _blocks = [.. Blocks(blocks, bottleneck, format)];
        register_module("fc", _fc);
    }

    public override Tensor forward(Tensor images)
    {
        var x = _conv1Activation.Product(_conv1, _input.Store(images));
        x = functional.max_pool2d(_bn1Activation.Store(_bn1.call(x).relu_()), 3, 2, 1);
        foreach (var block in _blocks)
            x = block.call(x);
        x = _poolActivation.Store(_poolInput.Store(x).mean([2, 3]));
        return _fcActivation.Product(_fc, x);
    }

    private IEnumerable<ImageNetBlock> Blocks(int[] perStage, bool bottleneck, FormatSession format)
    {
        var input = 64;
        for (var stage = 0; stage < perStage.Length; stage++)
        {
            var width = 64 << stage;
            for (var i = 0; i < perStage[stage]; i++)
            {
                var name = $"stage{stage + 1}_block{i}";
                var block = new ImageNetBlock(name, input, width, stride: stage > 0 && i == 0 ? 2 : 1, bottleneck, format);
                register_module(name, block);
                yield return block;
                input = block.Maps;
            }
        }
    }
}
