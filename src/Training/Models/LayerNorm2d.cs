using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Models;

/// <summary>
/// Layer normalisation of images: mean and deviation over all maps and pixels of one image, then a scale and a shift for each map
/// (Ba et al. 2016). No image sees another, which a penalty on the gradient of each needs (Gulrajani et al. 2017, section 4).
/// </summary>
internal sealed class LayerNorm2d : Module<Tensor, Tensor>
{
    private readonly Parameter _weight, _bias;

    /// <param name="maps">Maps of the images.</param>
    public LayerNorm2d(int maps)
        : base(nameof(LayerNorm2d))
    {
        (_weight, _bias) = (Parameter(ones(maps)), Parameter(zeros(maps)));
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
    }

    public override Tensor forward(Tensor images) => functional.group_norm(images, 1, _weight, _bias);
}
