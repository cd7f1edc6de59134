namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>How weights follow from gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum: <see cref="Optimizers.Sgd"/>.</summary>
    Sgd,

    /// <summary>Adaptive moments: <see cref="Optimizers.Adam"/>.</summary>
    Adam,

    /// <summary>Division by the root of the mean square: <see cref="Optimizers.RmsProp"/>.</summary>
    RmsProp,
}
