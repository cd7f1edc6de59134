using Mantissa.Training.Trainers;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Trainers;

public class DiscriminationObjectiveTests
{
    private static readonly float[] Real = [0, 2, -1.5f, 60];
    private static readonly float[] Fake = [0.5f, -3, 1, -60];

    [Fact]
    public void Losses_are_cross_entropies_of_the_probabilities()
    {
        using var scope = NewDisposeScope();
        var objective = new DiscriminationObjective();
        (objective.Real(tensor(Real)) + objective.Fake(tensor(Fake))).item<float>().ShouldBe(
            (float)(Real.Average(score => -Math.Log(Sigmoid(score))) + Fake.Average(score => -Math.Log(Sigmoid(-score)))), 1e-5f);
        objective.Generator(tensor(Fake)).item<float>().ShouldBe((float)Fake.Average(score => -Math.Log(Sigmoid(score))), 1e-4f);
    }

    [Fact]
    public void D_is_shown_as_a_probability()
    {
        using var scope = NewDisposeScope();
        var shown = new Dictionary<string, float>();
        new DiscriminationObjective().Observe(tensor(Real), tensor(Fake), (metric, value) => shown[metric] = value.item<float>());
        shown.Keys.ShouldBe(["critic/real", "critic/fake"], ignoreOrder: true);
        shown["critic/real"].ShouldBe((float)Real.Average(score => Sigmoid(score)), 1e-6f);
        shown["critic/fake"].ShouldBe((float)Fake.Average(score => Sigmoid(score)), 1e-6f);
    }

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));
}
