using Mantissa.Training.Formats;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models;

/// <summary>
/// From noise to an image: a 4×4 projection, then transposed convolutions that double the side and halve the maps, each with batch norm
/// and ReLU, tanh at the end (Radford et al. 2015, section 3 and figure 1). The maps before the last layer are <c>features</c>.
/// </summary>
internal sealed class DcGanGenerator : Module<Tensor, Tensor>
{
    private readonly List<(Module<Tensor, Tensor> Convolution, BatchNorm2d Norm, Site Activation, Site Normalised)> _layers = [];
    private readonly ConvTranspose2d _last;
    private readonly Site _input, _lastActivation, _image;
    private readonly int _latent;

    /// <param name="latent">Dimension of the noise.</param>
    /// <param name="images">Size 8, 16, 32, 64 or a larger power of two.</param>
    /// <param name="features">Maps before the last layer.</param>
    /// <param name="extraLayers">3×3 convolutions put in before the last layer.</param>
    /// <param name="format">Where results are stored.</param>
    public DcGanGenerator(int latent, ImageShape images, int features, int extraLayers, FormatSession format)
        : base("generator")
    {
        _latent = latent;
        var maps = features * images.Size / 8;
        _input = new(format, "generator.input", TensorUse.Operand);
        Add("project", ConvTranspose2d(latent, maps, 4, bias: false), maps, format);
        for (var size = 8; size < images.Size; size *= 2, maps /= 2)
            Add($"up{size}", ConvTranspose2d(maps, maps / 2, 4, stride: 2, padding: 1, bias: false), maps / 2, format);
        for (var i = 0; i < extraLayers; i++)
            Add($"extra{i}", Conv2d(maps, maps, 3, padding: 1, bias: false), maps, format);
        _last = ConvTranspose2d(maps, images.Channels, 4, stride: 2, padding: 1, bias: false);
        register_module("last", _last);
        (_lastActivation, _image) = (new(format, "generator.last.activation", TensorUse.Product), new(format, "generator.image", TensorUse.None));
    }

    public override Tensor forward(Tensor noise)
    {
        var x = _input.Store(noise).view(-1, _latent, 1, 1);
        foreach (var (convolution, norm, activation, normalised) in _layers)
            x = normalised.Store(norm.call(activation.Product(convolution, x)).relu_());
        return _image.Store(_lastActivation.Product(_last, x).tanh());
    }

    private void Add(string name, Module<Tensor, Tensor> convolution, int maps, FormatSession format)
    {
        var norm = BatchNorm2d(maps);
        register_module(name, convolution);
        register_module($"{name}_bn", norm);
        var activation = new Site(format, $"generator.{name}.activation", TensorUse.Product);
        _layers.Add((convolution, norm, activation, new(format, $"generator.{name}_bn.activation", TensorUse.Operand)));
    }
}
