using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;
using Mantissa.Training.Trainers.Optimizers;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>How a training procedure makes updates from gradients.</summary>
public abstract record UpdateOptions : TrainingOptions
{
    [Parameter("Optimizer", "How weights follow from gradients.", Group = "Optimizer")]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    [Parameter("Momentum", "Share of the last update that goes into the next; for sgd.", Minimum = 0, Maximum = 0.9999, Group = "Optimizer")]
    public double Momentum { get; init; } = 0.9;

    [Parameter("Nesterov", "Looks ahead along the momentum; for sgd.", Group = "Optimizer")]
    public bool Nesterov { get; init; }

    [Parameter("Beta 1", "Share of the average gradient that is kept; for adam.", Minimum = 0, Maximum = 0.9999, Group = "Optimizer")]
    public double Beta1 { get; init; } = 0.9;

    [Parameter("Beta 2", "Share of the average squared gradient that is kept; for adam.", Minimum = 0, Maximum = 0.99999, Group = "Optimizer")]
    public double Beta2 { get; init; } = 0.999;

    [Parameter("RMS decay", "Share of the average squared gradient that is kept; for rmsProp.", Minimum = 0, Maximum = 0.99999, Group = "Optimizer")]
    public double RmsDecay { get; init; } = 0.99;

    [Parameter("Epsilon", "Keeps the update finite where gradients vanish; for adam and rmsProp.", Minimum = 1e-12, Maximum = 1, Group = "Optimizer")]
    public double Epsilon { get; init; } = 1e-8;

    [Parameter("Weight decay", "Pulls all weights towards zero (L2).", Minimum = 0, Maximum = 1, Group = "Optimizer")]
    public double WeightDecay { get; init; }

    [Parameter("Gradient norm", "Gradients whose joint norm is larger are scaled down to it; 0 for no limit.", Minimum = 0, Maximum = 1e9, Group = "Optimizer")]
    public double GradientNorm { get; init; }

    [Parameter("Accumulate", "Batches whose gradients are averaged for one update.", Minimum = 1, Maximum = 1024, Unit = "batches", Group = "Optimizer")]
    public int Accumulate { get; init; } = 1;

    /// <param name="network">What it will update.</param>
    /// <param name="format">Where gradients, state and weights are stored.</param>
    /// <param name="prefix">Put before parameter names.</param>
    /// <param name="weightLimit">Weights are kept within ± this.</param>
    /// <exception cref="TrainingInputException">Two options contradict each other.</exception>
    internal Optimizer CreateOptimizer(torch.nn.Module network, FormatSession format, string prefix = "", double? weightLimit = null)
    {
        var rules = new UpdateRules { WeightDecay = WeightDecay, GradientNorm = GradientNorm, WeightLimit = weightLimit };
        return Optimizer switch
        {
            OptimizerKind.Adam => new Adam(network, format, Beta1, Beta2, Epsilon, rules, prefix),
            OptimizerKind.RmsProp => new RmsProp(network, format, RmsDecay, Epsilon, rules, prefix),
            _ => new Sgd(network, format, Momentum, Nesterov, rules, prefix),
        };
    }
}
