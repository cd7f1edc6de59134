using Mantissa.Training.Formats;
using TorchSharp;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// Adam as torch.optim.Adam has it (Kingma and Ba 2015, algorithm 1): m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g²,
/// w ← w − η·m̂ / (√ŝ + ε) with m̂ = m / (1 − β₁ᵗ), ŝ = s / (1 − β₂ᵗ).
/// </summary>
/// <remarks>
/// As in <see cref="RmsProp"/>, what is kept is r = √s, and the update divides by it as it was computed, before it is stored. By
/// Cauchy and Schwarz |m| ≤ Cr with C = (1 − β₁) / √((1 − β₂)(1 − β₁²/β₂)) whenever β₁² &lt; β₂; where a narrow format has flushed r to
/// zero and kept m, r is put back to |m| / C, so that no weight moves further than it could in FP32.
/// </remarks>
public sealed class Adam : Optimizer
{
    private readonly bool _exact;
    private readonly double _beta1, _beta2;
    private readonly Scalar _meanDecay, _meanShare, _squareDecay, _squareShare, _epsilon, _bound;
    private Scalar _correction = 1, _descent = 0;

    /// <param name="network">Owner of the parameters.</param>
    /// <param name="format">Where gradients, state and weights are stored.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂, above β₁².</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rules">What is done around the update.</param>
    /// <param name="prefix">Put before parameter names.</param>
    /// <exception cref="TrainingInputException">β₂ does not exceed β₁²: the update would have no bound.</exception>
    public Adam(
        torch.nn.Module network, FormatSession format, double beta1, double beta2, double epsilon, UpdateRules? rules = null, string prefix = "")
        : base(prefix, network, format, rules)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (beta1 * beta1 >= beta2)
            throw new TrainingInputException("training.beta2", $"Beta 2 must be above the square of beta 1, {beta1 * beta1:0.####}, not {beta2:0.####}.");
        (_exact, _beta1, _beta2, _epsilon) = (format.IsIdentity, beta1, beta2, epsilon);
        (_meanDecay, _meanShare, _squareDecay, _squareShare) = (beta1, 1 - beta1, beta2, 1 - beta2);
        _bound = Math.Sqrt((1 - beta2) * (1 - (beta1 * beta1 / beta2))) / (1 - beta1);
        AddState("mean");
        AddState("rootMeanSquare");
    }

    protected override void Begin(double learningRate)
    {
        _correction = Math.Sqrt(1 - Math.Pow(_beta2, Updates));
        _descent = -learningRate / (1 - Math.Pow(_beta1, Updates));
    }

    protected override void Update(Slot slot, torch.Tensor gradient)
    {
        var (mean, state) = (slot.State[0].Tensor, slot.State[1].Tensor);
        mean.mul_(_meanDecay).add_(gradient, alpha: _meanShare);
        StoreState(slot, 0);
        using var root = state.square();
        root.mul_(_squareDecay).addcmul_(gradient, gradient, _squareShare).sqrt_();
        state.copy_(root);
        StoreState(slot, 1);
        using var divisor = _exact ? root.alias() : Bounded(root, mean);
        divisor.div_(_correction).add_(_epsilon);
        slot.Weight.addcdiv_(mean, divisor, _descent);
    }

    private torch.Tensor Bounded(torch.Tensor root, torch.Tensor mean)
    {
        using var least = mean.abs().mul_(_bound);
        return root.maximum(least);
    }
}
