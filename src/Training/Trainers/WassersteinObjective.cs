using static TorchSharp.torch;

namespace Mantissa.Training.Trainers;

/// <summary>
/// The critic maximises E[D(x)] − E[D(G(z))], which then estimates the Wasserstein distance times the bound of its slope; the generator
/// maximises E[D(G(z))] (Arjovsky et al. 2017, equations 2 and 3).
/// </summary>
internal sealed class WassersteinObjective : AdversarialObjective
{
    public override Tensor Real(Tensor real) => -real.mean();

    public override Tensor Fake(Tensor fake) => fake.mean();

    public override Tensor Generator(Tensor fake) => -fake.mean();

    public override void Observe(Tensor real, Tensor fake, Action<string, Tensor> metric)
    {
        using var noGradient = no_grad();
        var (realScore, fakeScore) = (real.mean(), fake.mean());
        metric("critic/real", realScore);
        metric("critic/fake", fakeScore);
        metric("wasserstein", realScore - fakeScore);
    }
}
