namespace Mantissa.Training.Trainers;

/// <summary>In what one adversarial procedure differs from another.</summary>
/// <param name="Objective">What the two networks minimise.</param>
/// <param name="Updates">How often the critic is updated.</param>
internal sealed record AdversarialRules(AdversarialObjective Objective, CriticSchedule Updates)
{
    /// <summary>The critic's weights are kept within ± this; <see langword="null"/> for no limit.</summary>
    public double? WeightLimit { get; init; }

    /// <summary>Weight of the gradient penalty; 0 for none.</summary>
    public double Penalty { get; init; }
}
