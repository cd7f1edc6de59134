using Mantissa.Torch.Tests.Reference;
using F = TorchSharp.torch.nn.functional;

namespace Mantissa.Torch.Tests.Modules;

public class LayerTests
{
    [Fact]
    public void Convolutions_take_their_geometry_from_the_constructor()
    {
        var x = randn(2, 4, 9, 9);
        using var convolution = nn.Conv2d(4, 6, (3, 5), stride: (2, 1), padding: (1, 2), groups: 2);
        convolution.weight.shape.ShouldBe([6, 2, 3, 5]);
        convolution.call(x).Equals(F.conv2d(x, convolution.weight, convolution.bias, [2, 1], [1, 2], [1, 1], 2)).ShouldBeTrue();
        using var reflected = nn.Conv2d(4, 6, 3, padding: 1, padding_mode: PaddingModes.Reflect);
        var padded = F.pad(x, (1, 1, 1, 1), PaddingModes.Reflect);
        reflected.call(x).Equals(F.conv2d(padded, reflected.weight, reflected.bias)).ShouldBeTrue();
        nn.Conv2d(4, 6, 3, Padding.Same).call(x).shape.ShouldBe([2, 6, 9, 9]);
        Should.Throw<ArgumentException>(() => convolution.call(randn(2, 3, 9, 9))).Message.ShouldContain("4 channels");
        Should.Throw<ArgumentException>(() => nn.Conv2d(4, 6, 3, groups: 3));
    }

    [Fact]
    public void Transposed_convolutions_reach_the_size_asked_for()
    {
        using var up = nn.ConvTranspose2d(3, 2, 4, stride: 2, padding: 1, bias: false);
        up.weight.shape.ShouldBe([3, 2, 4, 4]);
        up.call(randn(1, 3, 4, 4)).shape.ShouldBe([1, 2, 8, 8]);
        up.forward(randn(1, 3, 4, 4), [9, 8]).shape.ShouldBe([1, 2, 9, 8]);
        Should.Throw<ArgumentException>(() => up.forward(randn(1, 3, 4, 4), [10, 8]));
    }

    [Fact]
    public void Sequences_apply_in_order_and_can_be_cut()
    {
        using var all = nn.Sequential(("a", nn.Linear(3, 4)), ("b", nn.ReLU(inplace: true)), ("c", nn.Identity()), ("d", nn.Linear(4, 2)));
        var x = randn(5, 3);
        var y = x;
        for (var i = 0; i < all.Count; i++) y = all[i].call(y);
        all.call(x).Equals(y).ShouldBeTrue();
        x.IsInvalid.ShouldBeFalse();
        all[..2].Count.ShouldBe(2);
        all.named_parameters().Select(p => p.name).ShouldBe(["a.weight", "a.bias", "d.weight", "d.bias"]);
        nn.Sequential().call(x).Equals(x).ShouldBeTrue();
    }

    [Fact]
    public void Activations_agree_with_their_functions()
    {
        var x = Grid.Wavy(1, 3, 4).ToTensor();
        nn.LeakyReLU(0.2).call(x).ShouldEqual(Grid.From(x.maximum(x * 0.2)));
        nn.Tanh().call(x).ShouldEqual(Grid.From(x.tanh()));
        nn.Sigmoid().call(x).ShouldEqual(Grid.From(1 / (1 + (-x).exp())));
        nn.GELU().call(x).ShouldEqual(Grid.From(x * 0.5 * (1 + (x / Math.Sqrt(2)).erf())));
        nn.SiLU().call(x).ShouldEqual(Grid.From(x * x.sigmoid()));
        nn.Softmax(1).call(x).sum(1).ShouldEqual(Grid.From(ones(3, dtype: float64)));
        nn.Flatten().call(zeros(2, 3, 4)).shape.ShouldBe([2, 12]);
    }

    [Fact]
    public void Initial_values_have_the_stated_spread()
    {
        manual_seed(11);
        var w = empty(256, 64, 3, 3);
        nn.init.kaiming_normal_(w, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        w.std().item<float>().ShouldBe((float)Math.Sqrt(2.0 / (256 * 9)), 1e-3);
        nn.init.xavier_uniform_(w);
        w.abs().max().item<float>().ShouldBe((float)Math.Sqrt(6.0 / ((256 + 64) * 9)), 1e-3);
        nn.init.normal_(w, 1, 0.02);
        w.mean().item<float>().ShouldBe(1, 1e-3);
        nn.init.constant_(w, 3).var().item<float>().ShouldBe(0);
        using var linear = nn.Linear(100, 50);
        linear.weight.abs().max().item<float>().ShouldBeLessThanOrEqualTo(0.1f);
    }

    [Fact]
    public void Gradient_norms_are_clipped()
    {
        var (a, b) = (nn.Parameter(zeros(2)), nn.Parameter(zeros(1)));
        (a.grad, b.grad) = (tensor(new float[] { 3, 0 }), tensor(new float[] { 4 }));
        nn.utils.clip_grad_norm_([a, b], 1).ShouldBe(5, 1e-6);
        a.grad![0].item<float>().ShouldBe(0.6f, 1e-5);
        nn.utils.clip_grad_norm_([a, b], 10).ShouldBe(1, 1e-5);
        nn.utils.clip_grad_value_([a, b], 0.5);
        b.grad!.item<float>().ShouldBe(0.5f);
    }
}
