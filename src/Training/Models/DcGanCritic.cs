using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models;

/// <summary>
/// From an image to one number: strided convolutions that halve the side and double the maps, batch norm on all but the first, leaky ReLU
/// 0.2 (Radford et al. 2015, section 3). The output is linear: a critic's score (Arjovsky et al. 2017, section 3), or a discriminator's
/// logit, whose sigmoid is part of the loss. Under a gradient penalty layers are normalised, not batches.
/// </summary>
internal sealed class DcGanCritic : Module<Tensor, Tensor>
{
    private const double Slope = 0.2;

    private readonly Conv2d _first, _last;
    private readonly List<(Conv2d Convolution, Module<Tensor, Tensor> Norm, Site Activation, Site Normalised)> _layers = [];
    private readonly CriticConstraint? _constraint;
    private readonly Site _input, _firstActivation, _firstLeaky, _score;

    /// <param name="images">Size 8, 16, 32, 64 or a larger power of two.</param>
    /// <param name="features">Maps after the first layer.</param>
    /// <param name="extraLayers">3×3 convolutions put in after the first layer.</param>
    /// <param name="constraint">Decides what is normalised; <see langword="null"/> for a discriminator.</param>
    /// <param name="format">Where results are stored.</param>
    public DcGanCritic(ImageShape images, int features, int extraLayers, CriticConstraint? constraint, FormatSession format)
        : base("critic")
    {
        _constraint = constraint;
        _first = Conv2d(images.Channels, features, 4, stride: 2, padding: 1, bias: false);
        register_module("first", _first);
        (_input, _firstActivation) = (new(format, "critic.input", TensorUse.Operand), new(format, "critic.first.activation", TensorUse.Product));
        _firstLeaky = new(format, "critic.first_leaky.activation", TensorUse.Operand);
        var maps = features;
        for (var i = 0; i < extraLayers; i++)
            Add($"extra{i}", Conv2d(maps, maps, 3, padding: 1, bias: false), maps, format);
        for (var size = images.Size / 4; size >= 4; size /= 2, maps *= 2)
            Add($"down{size}", Conv2d(maps, maps * 2, 4, stride: 2, padding: 1, bias: false), maps * 2, format);
        _last = Conv2d(maps, 1, 4, bias: false);
        register_module("last", _last);
        _score = new(format, "critic.last.activation", TensorUse.Product);
    }

    public override Tensor forward(Tensor images)
    {
        var x = _firstActivation.Product(_first, _input.Store(images));
        x = _firstLeaky.Store(functional.leaky_relu(x, Slope));
        foreach (var (convolution, norm, activation, normalised) in _layers)
            x = normalised.Store(functional.leaky_relu(norm.call(activation.Product(convolution, x)), Slope, inplace: true));
        return _score.Product(_last, x).view(-1);
    }

    private void Add(string name, Conv2d convolution, int maps, FormatSession format)
    {
        Module<Tensor, Tensor> norm = _constraint == CriticConstraint.GradientPenalty ? new LayerNorm2d(maps) : BatchNorm2d(maps);
        register_module(name, convolution);
        register_module($"{name}_norm", norm);
        var activation = new Site(format, $"critic.{name}.activation", TensorUse.Product);
        _layers.Add((convolution, norm, activation, new(format, $"critic.{name}_norm.activation", TensorUse.Operand)));
    }
}
