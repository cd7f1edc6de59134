using Mantissa.Catalogue;

namespace Mantissa.Training.Trainers;

/// <summary>A training procedure. One subclass per procedure, found by discovery; it needs a public parameterless constructor.</summary>
public abstract class Trainer
{
    public abstract TrainerEntry Entry { get; }

    /// <summary>Trains to the end, from the start or from the context's checkpoint.</summary>
    public abstract void Train(TrainingContext context);
}
