namespace Mantissa.Training.Formats;

/// <summary>
/// What a stored tensor is for. Formats that keep batch norm, losses and updates in FP32 store only what convolutions and
/// fully-connected layers read, and the gradients of what these make.
/// </summary>
[Flags]
public enum TensorUse
{
    /// <summary>Other kernels only: batch norm, pooling, additions; as a parameter, a bias or a normalisation vector.</summary>
    None = 0,

    /// <summary>A convolution or fully-connected layer reads it: an image, an activation, the layer's weights.</summary>
    Operand = 1,

    /// <summary>A convolution or fully-connected layer made it, so that the gradient that comes back to it is read by that layer.</summary>
    Product = 2,

    /// <summary>The gradient of a parameter.</summary>
    Gradient = 4,

    /// <summary>What an optimizer keeps for a parameter, e.g. momentum.</summary>
    State = 8,

    /// <summary>Of weights: products are summed over the first dimension, as in a transposed convolution, instead of the second.</summary>
    Transposed = 16,

    /// <summary>Stored by every format.</summary>
    Any = Operand | Product | Gradient | State,
}
