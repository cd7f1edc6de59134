using Mantissa.Training.Models;
using Mantissa.Training.Tests.Formats;
using Mantissa.Training.Trainers;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Trainers;

/// <summary>The penalty and its gradient, which goes through a gradient, against finite differences in double precision.</summary>
public class GradientPenaltyTests
{
    private const double Weight = 10;
    private const int Inputs = 3;
    private const int Hidden = 4;

    /// <summary>A critic of two layers: score = Σⱼ vⱼ tanh(Σᵢ xᵢ Wᵢⱼ); the first 12 numbers are W, the others v.</summary>
    private static readonly double[] Parameters = [0.5, -0.25, 0.75, 1, -0.5, 0.125, 0.25, -1, 0.375, 0.5, -0.75, 0.25, 1, -0.5, 0.75, 0.5];

    private static readonly double[][] Images = [[0.5, -0.25, 1], [-1, 0.75, 0.25]];

    [Theory]
    [InlineData("fp32", 1e-4)]
    [InlineData("flex16+5", 1e-2)]
    public void Its_gradient_is_that_of_finite_differences(string format, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var session = FormatSessions.Create(format);
        var values = Array.ConvertAll(Parameters, value => (float)value);
        var first = tensor(values[..(Inputs * Hidden)]).view(Inputs, Hidden).requires_grad_();
        var second = tensor(values[(Inputs * Hidden)..]).requires_grad_();
        var images = tensor(Array.ConvertAll(Images.SelectMany(image => image).ToArray(), value => (float)value)).view(2, Inputs, 1, 1);
        // Real and generated images are the same, so that every point between them is known.
        var penalty = new GradientPenalty(Weight, Noise());
        var (term, slope) = penalty.Of(Score, penalty.Between(images, images));
        term.backward();

        term.item<float>().ShouldBe((float)Penalty(Parameters), (float)(tolerance * Weight));
        slope.item<float>().ShouldBe((float)Images.Average(image => Slope(Parameters, image)), (float)tolerance * 2);
        var gradients = first.grad!.flatten().data<float>().Concat(second.grad!.data<float>()).ToArray();
        for (var i = 0; i < Parameters.Length; i++)
        {
            double At(double change) => Penalty([.. Parameters.Select((value, index) => index == i ? value + change : value)]);
            ((double)gradients[i]).ShouldBe((At(1e-5) - At(-1e-5)) / 2e-5, tolerance * Weight, $"parameter {i}");
        }

        Tensor Score(Tensor x, string use)
        {
            using var sites = session.Scope(use);
            var hidden = session.Store(session.Store(x, "input").flatten(1).matmul(first), "hidden").tanh();
            return session.Store(session.Store(hidden, "tanh").matmul(second), "score");
        }
    }

    [Fact]
    public void A_gradient_that_is_differentiated_has_a_site_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var session = FormatSessions.Create("flex16+5");
        var weight = tensor(new[] { 3f, 4f }).requires_grad_();
        var images = ones(1, 2, 1, 1);
        var penalty = new GradientPenalty(Weight, Noise());
        var (term, slope) = penalty.Of(
            (x, _) => session.Store(session.Store(x, "input").flatten(1).matmul(weight), "score"), penalty.Between(images, images));
        session.AfterForward();
        term.backward();
        session.AfterBackward();
        // ‖w‖ = 5, and the gradient of λ(‖w‖ − 1)² is 2λ(‖w‖ − 1)·w/‖w‖.
        slope.item<float>().ShouldBe(5, 1e-3f);
        weight.grad!.data<float>().ToArray().ShouldBe([48f, 64f], 0.05);
        session.SaveState()["sites"]!.AsObject().Select(site => site.Key)
            .ShouldBe(["input", "score", "score.slope", "input.slope", "input.slope.grad"], ignoreOrder: true);
    }

    [Fact]
    public void Points_lie_anywhere_between_the_two_images()
    {
        using var scope = NewDisposeScope();
        var seen = new List<Tensor>();
        var noise = Noise();
        for (var draw = 0; draw < 2; draw++)
        {
            _ = noise.Next(1);
            seen.Add(new GradientPenalty(Weight, noise).Between(ones(500, 1, 2, 2), zeros(500, 1, 2, 2)).detach());
        }

        // All pixels of an image lie at one place, and the places are spread evenly.
        (seen[0].amax([1, 2, 3]) - seen[0].amin([1, 2, 3])).abs().max().item<float>().ShouldBe(0);
        seen[0].mean().item<float>().ShouldBe(0.5f, 0.05f);
        (seen[0].min().item<float>(), seen[0].max().item<float>()).ShouldSatisfyAllConditions(
            range => range.Item1.ShouldBeInRange(0, 0.02f), range => range.Item2.ShouldBeInRange(0.98f, 1));
        seen[1].equal(seen[0]).all().item<bool>().ShouldBeFalse();
    }

    private static NoiseSource Noise() => new(new LatentNoise(NoiseKind.Normal, 2), 1, CPU);

    private static double Penalty(double[] parameters) => Weight * Images.Average(image => Math.Pow(Slope(parameters, image) - 1, 2));

    private static double Slope(double[] parameters, double[] image)
    {
        var gradient = new double[Inputs];
        for (var j = 0; j < Hidden; j++)
        {
            var sum = Enumerable.Range(0, Inputs).Sum(i => image[i] * parameters[(i * Hidden) + j]);
            var outer = parameters[(Inputs * Hidden) + j] * (1 - Math.Pow(Math.Tanh(sum), 2));
            for (var i = 0; i < Inputs; i++)
                gradient[i] += outer * parameters[(i * Hidden) + j];
        }

        return Math.Sqrt(gradient.Sum(value => value * value));
    }
}
