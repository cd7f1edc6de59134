using Mantissa.Training.Formats;
using TorchSharp;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// RMSProp as torch.optim.RMSprop has it: s ← ρs + (1 − ρ)g², w ← w − η·g / (√s + ε).
/// </summary>
/// <remarks>
/// What is kept is r = √s, and the update divides by it as it was computed, before it is stored. Both make no difference in FP32. In a
/// narrow format they decide: squares need twice the range of gradients, so that most of s would be flushed to zero, and a g that is
/// divided by a flushed zero moves its weight without bound, where g / r cannot exceed 1 / √(1 − ρ).
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private readonly Scalar _decay, _share, _epsilon;
    private Scalar _descent = 0;

    /// <param name="network">Owner of the parameters.</param>
    /// <param name="format">Where gradients, state and weights are stored.</param>
    /// <param name="decay">ρ.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rules">What is done around the update.</param>
    /// <param name="prefix">Put before parameter names.</param>
    public RmsProp(torch.nn.Module network, FormatSession format, double decay, double epsilon, UpdateRules? rules = null, string prefix = "")
        : base(prefix, network, format, rules)
    {
        (_decay, _share, _epsilon) = (decay, 1 - decay, epsilon);
        AddState("rootMeanSquare");
    }

    protected override void Begin(double learningRate) => _descent = -learningRate;

    protected override void Update(Slot slot, torch.Tensor gradient)
    {
        var state = slot.State[0].Tensor;
        using var root = state.square();
        root.mul_(_decay).addcmul_(gradient, gradient, _share).sqrt_();
        state.copy_(root);
        StoreState(slot, 0);
        slot.Weight.addcdiv_(gradient, root.add_(_epsilon), _descent);
    }
}
