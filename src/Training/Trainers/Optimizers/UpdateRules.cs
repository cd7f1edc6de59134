namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>What every optimizer does around its own formula.</summary>
public sealed record UpdateRules
{
    public static UpdateRules None { get; } = new();

    /// <summary>λ: gradients become g + λw before anything else is made of them; 0 for none.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Largest Euclidean norm of all gradients together; beyond it they are scaled down to it. 0 for no limit.</summary>
    public double GradientNorm { get; init; }

    /// <summary>Weights are kept within ± this after each update; <see langword="null"/> for no limit.</summary>
    public double? WeightLimit { get; init; }
}
