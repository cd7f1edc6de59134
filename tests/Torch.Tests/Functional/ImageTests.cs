using Mantissa.Torch.Tests.Reference;
using F = TorchSharp.torch.nn.functional;

namespace Mantissa.Torch.Tests.Functional;

public class ImageTests
{
    [Fact]
    public void Padding_continues_or_fills()
    {
        var x = arange(3.0).view(1, 1, 3).@double();
        F.pad(x, (1, 2), value: 9).data<double>().ToArray().ShouldBe([9, 0, 1, 2, 9, 9]);
        F.pad(x, (1, 2), PaddingModes.Reflect).data<double>().ToArray().ShouldBe([1, 0, 1, 2, 1, 0]);
        F.pad(x, (1, 2), PaddingModes.Replicate).data<double>().ToArray().ShouldBe([0, 0, 1, 2, 2, 2]);
        F.pad(x, (1, 2), PaddingModes.Circular).data<double>().ToArray().ShouldBe([2, 0, 1, 2, 0, 1]);
        F.pad(zeros(2, 3, 4, 4), [0, 0, 0, 0, 4, 5]).shape.ShouldBe([2, 12, 4, 4]);
        Should.Throw<ArgumentException>(() => F.pad(x, [1, 2, 3]));
    }

    [Fact]
    public void Interpolation()
    {
        var x = tensor(new float[] { 1, 2, 3, 4 }).view(1, 1, 2, 2);
        F.interpolate(x, scale_factor: [2.0]).data<float>().ToArray().ShouldBe([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
        F.interpolate(x, [3, 3], mode: InterpolationMode.Bilinear, align_corners: true).data<float>().ToArray()
            .ShouldBe([1, 1.5f, 2, 2, 2.5f, 3, 3, 3.5f, 4]);
        F.interpolate(x, [1, 1], mode: InterpolationMode.Area).item<float>().ShouldBe(2.5f);
        nn.Upsample(scale_factor: [2.0, 3.0]).call(x).shape.ShouldBe([1, 1, 4, 6]);
        Should.Throw<ArgumentException>(() => F.interpolate(x));
    }

    [Fact]
    public void Local_response_normalisation_follows_its_formula()
    {
        var x = Grid.Wavy(1, 2, 7, 3, 2);
        var expected = new Grid(x.Shape);
        for (long n = 0; n < 2; n++)
            for (long c = 0; c < 7; c++)
                for (long i = 0; i < 3; i++)
                    for (long j = 0; j < 2; j++)
                    {
                        double squares = 0;
                        for (var d = Math.Max(0, c - 2); d <= Math.Min(6, c + 2); d++) squares += x[n, d, i, j] * x[n, d, i, j];
                        expected[n, c, i, j] = x[n, c, i, j] / Math.Pow(2 + (0.3 * squares / 5), 0.75);
                    }

        nn.LocalResponseNorm(5, alpha: 0.3, beta: 0.75, k: 2).call(x.ToTensor()).ShouldEqual(expected);
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_does_nothing_in_evaluation()
    {
        using var dropout = nn.Dropout(0.25);
        var x = ones(10000);
        var y = dropout.call(x);
        y.mean().item<float>().ShouldBe(1, 0.05);
        y.max().item<float>().ShouldBe(1 / 0.75f, 1e-6);
        dropout.eval();
        dropout.call(x).Equals(x).ShouldBeTrue();
        var channels = nn.Dropout2d(0.5).call(ones(8, 16, 3, 3));
        channels.var([2, 3]).max().item<float>().ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => F.dropout(x, 1.5));
    }

    [Fact]
    public void One_hot_and_normalised_vectors()
    {
        F.one_hot(tensor(new long[] { 1, 0 }), 3).data<long>().ToArray().ShouldBe([0, 1, 0, 1, 0, 0]);
        F.normalize(randn(5, 7, dtype: float64)).norm(1).ShouldEqual(Grid.From(ones(5, dtype: float64)));
    }
}
