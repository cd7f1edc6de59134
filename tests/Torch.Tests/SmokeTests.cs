using TorchSharp;
using static TorchSharp.torch;

namespace Mantissa.Torch.Tests;

public class SmokeTests
{
    [Fact]
    public void A_small_network_learns()
    {
        manual_seed(1);
        using var model = nn.Sequential(
            nn.Conv2d(1, 4, 3, padding: 1, bias: false), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(16, 3));
        using var optimizer = optim.SGD(model.parameters(), 0.1, momentum: 0.9);
        var x = randn(24, 1, 8, 8);
        var y = randint(0, 3, [24]);
        double first = 0, last = 0;
        for (var i = 0; i < 60; i++)
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.cross_entropy(model.call(x), y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            last = loss.ToDouble();
            if (i == 0) first = last;
        }

        last.ShouldBeLessThan(first / 2);
    }

    public class Doubling : autograd.SingleTensorFunction<Doubling>
    {
        public override string Name => nameof(Doubling);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]) * 2;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            throw new NotFiniteNumberException("stop here");
    }

    [Fact]
    public void An_exception_in_backward_surfaces()
    {
        var x = ones(3, requires_grad: true);
        var y = Doubling.apply(x).sum();
        Should.Throw<NotFiniteNumberException>(() => y.backward()).Message.ShouldBe("stop here");
    }
}
