using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Models;

namespace Mantissa.Training.Trainers;

/// <summary>Trains the Wasserstein GAN: Arjovsky et al. 2017, algorithm 1, and Gulrajani et al. 2017, algorithm 1.</summary>
public sealed class WassersteinTrainer : AdversarialTrainer<WassersteinOptions>
{
    public override TrainerEntry Entry { get; } = new()
    {
        Name = "wgan",
        Title = "Wasserstein GAN",
        Summary = "The critic is kept near its optimum by several updates for each of the generator; RMSProp on both networks unless told otherwise.",
        Parameters = SchemaReader.Read(typeof(WassersteinOptions)),
        Metrics = AdversarialMetrics.With(
            new() { Name = "wasserstein", Title = "Critic's Wasserstein estimate", Goal = MetricGoal.Minimize },
            new() { Name = "critic/slope", Title = "Norm of the critic's gradient by the image" }),
    };

    private protected override AdversarialRules RulesOf(WassersteinOptions options, CriticConstraint? constraint) => new(
        new WassersteinObjective(),
        new CriticSchedule(options.CriticSteps, options.BoostedCriticSteps, options.BoostedSteps, options.BoostEvery))
    {
        WeightLimit = constraint == CriticConstraint.Clipping ? options.Clip : null,
        Penalty = constraint == CriticConstraint.GradientPenalty ? options.Penalty : 0,
    };
}
