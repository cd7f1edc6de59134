using Mantissa.Torch.Tests.Reference;
using F = TorchSharp.torch.nn.functional;

namespace Mantissa.Torch.Tests.Functional;

public class PoolingTests
{
    private readonly Grid x = Grid.Wavy(1, 2, 2, 7, 6);

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 0)]
    [InlineData(3, 1, 1)]
    public void Windows_are_maximised_and_averaged(int kernel, int stride, int padding)
    {
        var (height, width) = (((7 + (2 * padding) - kernel) / stride) + 1, ((6 + (2 * padding) - kernel) / stride) + 1);
        var (maxima, means) = (new Grid(2, 2, height, width), new Grid(2, 2, height, width));
        for (long n = 0; n < 2; n++)
            for (long c = 0; c < 2; c++)
                for (long i = 0; i < height; i++)
                    for (long j = 0; j < width; j++)
                    {
                        var inside = Window(n, c, (i * stride) - padding, (j * stride) - padding, kernel).ToArray();
                        maxima[n, c, i, j] = inside.Max();
                        means[n, c, i, j] = inside.Sum() / (kernel * kernel);
                    }

        F.max_pool2d(x.ToTensor(), kernel, stride, padding).ShouldEqual(maxima);
        F.avg_pool2d(x.ToTensor(), kernel, stride, padding).ShouldEqual(means);
        nn.MaxPool2d(kernel, stride, padding).call(x.ToTensor()).ShouldEqual(maxima);
        nn.AvgPool2d(kernel, stride, padding).call(x.ToTensor()).ShouldEqual(means);
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        FiniteDifferences.ShouldAgree(v => F.max_pool2d(v, 2), Grid.Wavy(3, 1, 1, 4, 4));
        FiniteDifferences.ShouldAgree(v => F.avg_pool2d(v, 3, 2, 1), Grid.Wavy(3, 1, 1, 5, 5));
        FiniteDifferences.ShouldAgree(v => F.adaptive_avg_pool2d(v, 2), Grid.Wavy(3, 1, 1, 5, 5));
    }

    [Fact]
    public void Adaptive_pooling_to_one_is_the_mean() =>
        nn.AdaptiveAvgPool2d(1).call(x.ToTensor()).flatten(1).ShouldEqual(Grid.From(x.ToTensor().mean([2, 3])));

    [Fact]
    public void Positions_of_maxima_are_within_each_channel()
    {
        var (values, positions) = F.max_pool2d_with_indices(x.ToTensor(), [2, 3]);
        x.ToTensor().flatten(2).gather(2, positions.flatten(2)).view_as(values).ShouldEqual(Grid.From(values));
    }

    private IEnumerable<double> Window(long n, long c, long top, long left, int kernel)
    {
        for (var p = Math.Max(0, top); p < Math.Min(7, top + kernel); p++)
            for (var q = Math.Max(0, left); q < Math.Min(6, left + kernel); q++) yield return x[n, c, p, q];
    }
}
