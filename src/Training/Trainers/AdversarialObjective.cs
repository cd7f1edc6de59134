using static TorchSharp.torch;

namespace Mantissa.Training.Trainers;

/// <summary>What critic and generator minimise, from the critic's scores: one number per image (N).</summary>
internal abstract class AdversarialObjective
{
    /// <summary>The critic's loss.</summary>
    /// <param name="real">Scores of real images.</param>
    /// <param name="fake">Scores of generated ones.</param>
    public abstract Tensor Critic(Tensor real, Tensor fake);

    /// <summary>The generator's loss.</summary>
    /// <param name="fake">Scores of generated images.</param>
    public abstract Tensor Generator(Tensor fake);

    /// <summary>Gives D(x) as <c>critic/real</c>, D(G(z)) as <c>critic/fake</c>, and what else the scores mean.</summary>
    public abstract void Observe(Tensor real, Tensor fake, Action<string, Tensor> metric);
}
