using Mantissa.Training.Formats;
using TorchSharp;

namespace Mantissa.Training.Models;

/// <summary>
/// A named place in a network where a tensor is stored in the run's format. The name is made once, when the network is built, so that
/// the forward pass allocates nothing for it.
/// </summary>
/// <param name="format">The run's.</param>
/// <param name="name">Unique in the network.</param>
/// <param name="use">Who made the tensor and who reads it.</param>
internal readonly struct Site(FormatSession format, string name, TensorUse use)
{
    public torch.Tensor Store(torch.Tensor value) => format.Store(value, name, use);

    /// <summary>Stores what a convolution or fully-connected layer makes of <paramref name="input"/>.</summary>
    public torch.Tensor Product(torch.nn.Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input) => Store(format.Product(layer, input));
}
