using Mantissa.Training.Formats;
using TorchSharp;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// RMSProp as torch.optim.RMSprop has it: s ← ρs + (1 − ρ)g², w ← w − η·g / (√s + ε), and, for a critic, w clipped to ±c in the same kernel.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private readonly double _decay;
    private readonly double _epsilon;
    private readonly double? _clip;

    /// <param name="network">Owner of the parameters.</param>
    /// <param name="format">Where gradients, state and weights are stored.</param>
    /// <param name="decay">ρ.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="clip">c; <see langword="null"/> for no clipping.</param>
    /// <param name="prefix">Put before parameter names.</param>
    public RmsProp(torch.nn.Module network, FormatSession format, double decay, double epsilon, double? clip = null, string prefix = "")
        : base(prefix, network, format)
    {
        (_decay, _epsilon, _clip) = (decay, epsilon, clip);
        AddState("squareAverage");
    }

    protected override void Update(Slot slot, torch.Tensor gradient, double learningRate)
    {
        var average = slot.State[0].Tensor;
        average.mul_(_decay).addcmul_(gradient, gradient, 1 - _decay);
        StoreState(slot, 0);
        using var root = average.sqrt();
        slot.Parameter.addcdiv_(gradient, root.add_(_epsilon), -learningRate);
        if (_clip is { } clip)
            slot.Parameter.clamp_((Scalar)(-clip), (Scalar)clip);
    }
}
