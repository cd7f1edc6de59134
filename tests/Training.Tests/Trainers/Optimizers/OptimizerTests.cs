using Mantissa.Training.Formats.Fp32;
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
        network => new Sgd(network, new Fp32Session(), momentum, weightDecay, nesterov),
        network => optim.SGD(network.parameters(), 0.1, momentum, weight_decay: weightDecay, nesterov: nesterov),
        0.1);

    [Fact]
    public void RmsProp_equals_libtorch() => Compare(
        network => new RmsProp(network, new Fp32Session(), 0.9, 1e-6),
        network => optim.RMSProp(network.parameters(), 0.01, alpha: 0.9, eps: 1e-6),
        0.01);

    [Fact]
    public void RmsProp_clips_the_weights()
    {
        using var network = nn.Linear(4, 3);
        using var optimizer = new RmsProp(network, new Fp32Session(), 0.9, 1e-6, clip: 0.01);
        network.call(ones(2, 4)).sum().backward();
        optimizer.Step(1);
        foreach (var parameter in network.parameters())
            parameter.abs().max().item<float>().ShouldBe(0.01f);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_as_it_is()
    {
        using var network = nn.Linear(4, 3);
        using var optimizer = new Sgd(network, new Fp32Session(), 0.9, 0.1, false);
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
