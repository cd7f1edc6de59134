using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Tests.Formats;
using Mantissa.Training.Trainers.Optimizers;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Trainers.Optimizers;

/// <summary>Our updates against those of torch.optim on the same gradients.</summary>
public class OptimizerTests
{
    private const int Steps = 20;

    [Theory]
    [InlineData(0.0, 0.0, false)]
    [InlineData(0.9, 0.0, false)]
    [InlineData(0.9, 1e-2, false)]
    [InlineData(0.9, 1e-2, true)]
    [InlineData(0.0, 1e-2, false)]
    public void Sgd_equals_libtorch(double momentum, double weightDecay, bool nesterov) => Compare(
        network => new Sgd(network, new Fp32Session(), momentum, nesterov, new UpdateRules { WeightDecay = weightDecay }),
        network => optim.SGD(network.parameters(), 0.1, momentum, weight_decay: weightDecay, nesterov: nesterov),
        0.1);

    [Fact]
    public void RmsProp_equals_libtorch() => Compare(
        network => new RmsProp(network, new Fp32Session(), 0.9, 1e-6),
        network => optim.RMSProp(network.parameters(), 0.01, alpha: 0.9, eps: 1e-6),
        0.01);

    [Theory]
    [InlineData(0.9, 0.999, 0.0)]
    [InlineData(0.5, 0.999, 1e-2)]
    [InlineData(0.0, 0.9, 0.0)]
    public void Adam_equals_libtorch(double beta1, double beta2, double weightDecay) => Compare(
        network => new Adam(network, new Fp32Session(), beta1, beta2, 1e-8, new UpdateRules { WeightDecay = weightDecay }),
        network => optim.Adam(network.parameters(), 0.01, beta1, beta2, 1e-8, weight_decay: weightDecay),
        0.01);

    /// <summary>|m̂| / √ŝ has a bound that no history of gradients exceeds; a narrow format may not exceed it by flushing s alone.</summary>
    [Fact]
    public void Adam_moves_no_weight_further_in_a_narrow_format_than_it_could_in_fp32()
    {
        const double Beta1 = 0.5, Beta2 = 0.999, LearningRate = 1e-3;
        using var session = FormatSessions.Create("flex16+5");
        using var network = nn.Linear(2, 1, false);
        using var optimizer = new Adam(network, session, Beta1, Beta2, 1e-8);
        using (no_grad())
            network.weight!.copy_(tensor(new[] { 0.5f, -0.25f }).view(1, 2));
        optimizer.StoreWeights();
        var bound = (1 - Beta1) / Math.Sqrt((1 - Beta2) * (1 - (Beta1 * Beta1 / Beta2)));
        for (var step = 1; step <= 34; step++)
        {
            using var scope = NewDisposeScope();
            var before = network.weight!.detach().clone();
            // One large gradient is remembered by the squares for long: beside it those of the other weight are flushed, but not their mean.
            float[] gradient = [step == 1 ? 1 : 0, step is > 20 and < 30 ? 1e-5f : 0];
            optimizer.Minimise(1, LearningRate, () => network.weight!.grad = tensor(gradient).view(1, 2));
            var corrected = bound * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step));
            // A step of the weights' grid comes on top.
            var moved = (network.weight.detach() - before).abs().max().item<float>();
            moved.ShouldBeLessThan((float)((LearningRate * corrected) + Math.ScaleB(1, -10)), $"step {step}");
        }
    }

    [Fact]
    public void Adam_refuses_averages_without_a_bound() =>
        Should.Throw<TrainingInputException>(() => new Adam(nn.Linear(2, 2), new Fp32Session(), 0.9, 0.8, 1e-8)).Field.ShouldBe("training.beta2");

    [Theory]
    [InlineData(0.5)]
    [InlineData(1e6)]
    public void Gradients_are_scaled_to_the_joint_norm_as_libtorch_does(double limit)
    {
        using var scope = NewDisposeScope();
        using var first = nn.Linear(5, 3);
        using var second = nn.Linear(5, 3);
        second.load_state_dict(first.state_dict());
        using var optimizer = new Sgd(first, new Fp32Session(), 0, false, new UpdateRules { GradientNorm = limit });
        foreach (var network in new[] { first, second })
            (network.call(linspace(-1, 1, 10).view(2, 5)).square().sum() * 10).backward();
        nn.utils.clip_grad_norm_(second.parameters(), limit).ShouldBeGreaterThan(0.5);
        optimizer.Step(1);
        foreach (var (mine, other) in first.parameters().Zip(second.parameters()))
            mine.allclose(other - other.grad!, rtol: 1e-5, atol: 1e-7).ShouldBeTrue();
    }

    [Fact]
    public void The_mean_of_several_batches_makes_the_update_of_one_large_batch()
    {
        using var scope = NewDisposeScope();
        using var first = nn.Linear(5, 3);
        using var second = nn.Linear(5, 3);
        second.load_state_dict(first.state_dict());
        var input = linspace(-1, 1, 40).view(8, 5);
        using var optimizer = new Sgd(first, new Fp32Session(), 0.9, false);
        using var reference = new Sgd(second, new Fp32Session(), 0.9, false);
        for (var step = 0; step < 3; step++)
        {
            var start = 0;
            optimizer.Minimise(4, 0.1, () => (first.call(input.narrow(0, 2 * start++, 2)).square().mean() / 4).backward());
            reference.Minimise(1, 0.1, () => second.call(input).square().mean().backward());
        }

        foreach (var (mine, other) in first.parameters().Zip(second.parameters()))
            mine.allclose(other, rtol: 1e-5, atol: 1e-7).ShouldBeTrue();
    }

    [Fact]
    public void Weights_stay_within_their_limit()
    {
        using var network = nn.Linear(4, 3);
        using var optimizer = new RmsProp(network, new Fp32Session(), 0.9, 1e-6, new UpdateRules { WeightLimit = 0.01 });
        network.call(ones(2, 4)).sum().backward();
        optimizer.Step(1);
        foreach (var parameter in network.parameters())
            parameter.abs().max().item<float>().ShouldBe(0.01f);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_as_it_is()
    {
        using var network = nn.Linear(4, 3);
        using var optimizer = new Sgd(network, new Fp32Session(), 0.9, false, new UpdateRules { WeightDecay = 0.1 });
        var before = network.weight!.clone();
        optimizer.ZeroGradients();
        optimizer.Step(0.1);
        network.weight.equal(before).all().item<bool>().ShouldBeTrue();
    }

    private static void Compare(Func<nn.Module, Optimizer> ours, Func<nn.Module, optim.Optimizer> theirs, double learningRate)
    {
        using var scope = NewDisposeScope();
        using var first = nn.Linear(5, 3);
        using var second = nn.Linear(5, 3);
        second.load_state_dict(first.state_dict());
        using var optimizer = ours(first);
        using var reference = theirs(second);
        for (var step = 0; step < Steps; step++)
        {
            var input = linspace(-1, 1, 10).view(2, 5) * (step + 1);
            optimizer.ZeroGradients();
            reference.zero_grad();
            first.call(input).square().mean().backward();
            second.call(input).square().mean().backward();
            // The same gradients for both: a last bit of difference between the weights would grow in gradients of their own.
            foreach (var (mine, other) in first.parameters().Zip(second.parameters()))
                other.grad!.copy_(mine.grad!);
            optimizer.Step(learningRate);
            reference.step();
        }

        foreach (var (mine, other) in first.parameters().Zip(second.parameters()))
            mine.allclose(other, rtol: 1e-5, atol: 1e-7).ShouldBeTrue();
    }
}
