using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Models;

namespace Mantissa.Training.Trainers;

/// <summary>Trains a generator against a discriminator: Goodfellow et al. 2014, algorithm 1, with the recipe of Radford et al. 2015.</summary>
public sealed class DcGanTrainer : AdversarialTrainer<DiscriminationOptions>
{
    public override TrainerEntry Entry { get; } = new()
    {
        Name = "dcgan",
        Title = "Generator and discriminator",
        Summary = "Cross-entropy of real and generated images, the two networks updated in turn; Adam on both unless told otherwise.",
        Parameters = SchemaReader.Read(typeof(DiscriminationOptions)),
        Metrics = AdversarialMetrics.With(),
    };

    private protected override AdversarialRules RulesOf(DiscriminationOptions options, CriticConstraint? constraint) =>
        new(new DiscriminationObjective(), new CriticSchedule(options.CriticSteps));
}
