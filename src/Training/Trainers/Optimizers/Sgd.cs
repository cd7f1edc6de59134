using Mantissa.Training.Formats;
using TorchSharp;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum as torch.optim.SGD has it: v ← μv + g, w ← w − ηv; with Nesterov's
/// momentum w ← w − η(g + μv).
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly Scalar? _momentum;
    private readonly bool _nesterov;
    private Scalar _descent = 0;

    public Sgd(torch.nn.Module network, FormatSession format, double momentum, bool nesterov, UpdateRules? rules = null, string prefix = "")
        : base(prefix, network, format, rules)
    {
        _nesterov = nesterov;
        if (momentum == 0)
            return;
        _momentum = momentum;
        AddState("momentum");
    }

    protected override void Begin(double learningRate) => _descent = -learningRate;

    protected override void Update(Slot slot, torch.Tensor gradient)
    {
        var weight = slot.Weight;
        if (_momentum is not null)
        {
            var velocity = slot.State[0].Tensor;
            velocity.mul_(_momentum).add_(gradient);
            StoreState(slot, 0);
            if (!_nesterov)
            {
                weight.add_(velocity, alpha: _descent);
                return;
            }

            gradient.add_(velocity, alpha: _momentum);
        }

        weight.add_(gradient, alpha: _descent);
    }
}
