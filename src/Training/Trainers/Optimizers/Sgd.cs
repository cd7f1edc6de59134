using Mantissa.Training.Formats;
using TorchSharp;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum as torch.optim.SGD has it: v ← μv + g, w ← w − ηv; with Nesterov's
/// momentum w ← w − η(g + μv).
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;

    public Sgd(torch.nn.Module network, FormatSession format, double momentum, bool nesterov, UpdateRules? rules = null, string prefix = "")
        : base(prefix, network, format, rules)
    {
        (_momentum, _nesterov) = (momentum, nesterov);
        if (momentum > 0)
            AddState("momentum");
    }

    protected override void Update(Slot slot, torch.Tensor gradient, double learningRate)
    {
        var weight = slot.Weight;
        if (_momentum > 0)
        {
            var velocity = slot.State[0].Tensor;
            velocity.mul_(_momentum).add_(gradient);
            StoreState(slot, 0);
            if (!_nesterov)
            {
                weight.add_(velocity, alpha: -learningRate);
                return;
            }

            gradient.add_(velocity, alpha: _momentum);
        }

        weight.add_(gradient, alpha: -learningRate);
    }
}
