using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Trainers;

/// <summary>
/// With D = σ(score) the discriminator minimises −E[log D(x)] − E[log(1 − D(G(z)))], the generator −E[log D(G(z))], the form of
/// its objective whose gradient does not vanish early (Goodfellow et al. 2014, section 3). As −log σ(s) = softplus(−s), no logarithm of a
/// rounded probability is taken.
/// </summary>
internal sealed class DiscriminationObjective : AdversarialObjective
{
    public override Tensor Real(Tensor real) => functional.softplus(-real).mean();

    public override Tensor Fake(Tensor fake) => functional.softplus(fake).mean();

    public override Tensor Generator(Tensor fake) => functional.softplus(-fake).mean();

    public override void Observe(Tensor real, Tensor fake, Action<string, Tensor> metric)
    {
        using var noGradient = no_grad();
        metric("critic/real", real.sigmoid().mean());
        metric("critic/fake", fake.sigmoid().mean());
    }
}
