using Mantissa.Torch.Tests.Reference;

namespace Mantissa.Torch.Tests.Tensors;

public class ArithmeticTests
{
    public static TheoryData<string, Func<Tensor, Tensor>, Func<double, double>> Functions => new()
    {
        { "abs", x => x.abs(), Math.Abs },
        { "exp", x => x.exp(), Math.Exp },
        { "expm1", x => x.expm1(), v => Math.Exp(v) - 1 },
        { "log1p", x => x.log1p(), v => Math.Log(1 + v) },
        { "neg", x => -x, v => -v },
        { "square", x => x.square(), v => v * v },
        { "sqrt", x => x.abs().sqrt(), v => Math.Sqrt(Math.Abs(v)) },
        { "rsqrt", x => (x * x + 1).rsqrt(), v => 1 / Math.Sqrt((v * v) + 1) },
        { "sin", x => x.sin(), Math.Sin },
        { "tanh", x => x.tanh(), Math.Tanh },
        { "sigmoid", x => x.sigmoid(), v => 1 / (1 + Math.Exp(-v)) },
        { "relu", x => x.relu(), v => Math.Max(0, v) },
        { "leaky_relu", x => x.leaky_relu(0.2), v => v < 0 ? 0.2 * v : v },
        { "elu", x => x.elu(), v => v < 0 ? Math.Exp(v) - 1 : v },
        { "softplus", x => x.softplus(), v => Math.Log(1 + Math.Exp(v)) },
        { "floor", x => (x * 5).floor(), v => Math.Floor(v * 5) },
        { "round to even", x => (x * 5).round(), v => Math.Round(v * 5) },
        { "sign", x => x.sign(), v => Math.Sign(v) },
        { "pow", x => x.pow(3), v => v * v * v },
        { "clamp", x => x.clamp(-0.25, 0.5), v => Math.Clamp(v, -0.25, 0.5) },
        { "right operands", x => 1 - ((2 * x) + 3f), v => 1 - ((2 * v) + 3) },
        { "quotients", x => 1 / (x + 2) / 4, v => 1 / (v + 2) / 4 },
        { "remainder", x => (x * 7) % 2, v => (v * 7) - (2 * Math.Floor(v * 7 / 2)) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Functions_agree_with_the_runtimes(string name, Func<Tensor, Tensor> function, Func<double, double> expected)
    {
        name.ShouldNotBeEmpty();
        var x = Grid.Wavy(3, 5, 7);
        var y = new Grid(5, 7);
        for (var i = 0; i < y.Values.Length; i++) y.Values[i] = expected(x.Values[i]);
        function(x.ToTensor()).ShouldEqual(y, 1e-14);
    }

    [Fact]
    public void In_place_versions_change_and_return_the_tensor()
    {
        var x = tensor(new double[] { 1, 4, 9 });
        x.sqrt_().ShouldBeSameAs(x);
        x.add_(1).mul_(2).sub_(tensor(1.0)).div_(4).data<double>().ToArray().ShouldBe([0.75, 1.25, 1.75]);
        x.add_(ones(3, dtype: float64), alpha: 0.25).data<double>().ToArray().ShouldBe([1, 1.5, 2]);
        x.addcmul_(x, x, 0.5).data<double>().ToArray().ShouldBe([1.5, 2.625, 4]);
        x.addcdiv_(ones(3, dtype: float64), full([3], 2.0, dtype: float64), 4).data<double>().ToArray().ShouldBe([3.5, 4.625, 6]);
        x.lerp_(zeros(3, dtype: float64), tensor(0.5)).data<double>().ToArray().ShouldBe([1.75, 2.3125, 3]);
        x.clamp_(max: 2).fill_(3).zero_().data<double>().ToArray().ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Division_rounds_as_asked()
    {
        var x = tensor(new double[] { -7, 7 });
        x.div(2, RoundingMode.trunc).data<double>().ToArray().ShouldBe([-3, 3]);
        x.div(2, RoundingMode.floor).data<double>().ToArray().ShouldBe([-4, 3]);
    }

    [Fact]
    public void Comparisons_and_logic()
    {
        var x = arange(4);
        (x > 1).data<bool>().ToArray().ShouldBe([false, false, true, true]);
        (1 > x).data<bool>().ToArray().ShouldBe([true, false, false, false]);
        ((x == 2) | (x == 0)).data<bool>().ToArray().ShouldBe([true, false, true, false]);
        (~(x != 3)).data<bool>().ToArray().ShouldBe([false, false, false, true]);
        where(x > 1, x, -x).data<long>().ToArray().ShouldBe([0, -1, 2, 3]);
        tensor(new[] { 1f, float.NaN, float.PositiveInfinity }).isfinite().data<bool>().ToArray().ShouldBe([true, false, false]);
    }

    [Fact]
    public void Products_of_matrices()
    {
        var (a, b) = (Grid.Wavy(1, 4, 6), Grid.Wavy(2, 6, 3));
        var product = new Grid(4, 3);
        for (long i = 0; i < 4; i++)
            for (long j = 0; j < 3; j++)
                for (long k = 0; k < 6; k++) product[i, j] += a[i, k] * b[k, j];
        a.ToTensor().mm(b.ToTensor()).ShouldEqual(product);
        a.ToTensor().matmul(b.ToTensor()).ShouldEqual(product);
        einsum("ik,kj->ij", a.ToTensor(), b.ToTensor()).ShouldEqual(product);
        a.ToTensor().unsqueeze(0).bmm(b.ToTensor().unsqueeze(0)).squeeze(0).ShouldEqual(product);
        nn.functional.linear(a.ToTensor(), b.ToTensor().t().contiguous(), tensor(1.0).expand(3)).ShouldEqual(Grid.From(a.ToTensor().mm(b.ToTensor()) + 1));
    }
}
