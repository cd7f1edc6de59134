using static TorchSharp.torch;

namespace Mantissa.Training.Trainers;

/// <summary>What critic and generator minimise, from the critic's scores: one number per image (N).</summary>
internal abstract class AdversarialObjective
{
    /// <summary>The critic's loss on real images, to which that on generated ones is added.</summary>
    /// <param name="real">Scores of real images.</param>
    public abstract Tensor Real(Tensor real);

    /// <summary>The critic's loss on generated images.</summary>
    /// <param name="fake">Scores of generated images.</param>
    public abstract Tensor Fake(Tensor fake);

    /// <summary>The generator's loss.</summary>
    /// <param name="fake">Scores of generated images.</param>
    public abstract Tensor Generator(Tensor fake);

    /// <summary>Gives D(x) as <c>critic/real</c>, D(G(z)) as <c>critic/fake</c>, and what else the scores mean.</summary>
    public abstract void Observe(Tensor real, Tensor fake, Action<string, Tensor> metric);
}
