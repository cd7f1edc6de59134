using Mantissa.Torch.Tests.Reference;
using F = TorchSharp.torch.nn.functional;

namespace Mantissa.Torch.Tests.Functional;

public class BatchNormTests
{
    private const double Epsilon = 1e-5;
    private readonly Grid x = Grid.Wavy(1, 4, 3, 5, 2);

    [Fact]
    public void Training_uses_and_tracks_the_batch()
    {
        using var norm = nn.BatchNorm2d(3, momentum: 0.25, dtype: float64);
        using (no_grad())
        {
            norm.weight.copy_(tensor(new double[] { 1, 2, -0.5 }));
            norm.bias!.copy_(tensor(new double[] { 0, 0.5, 3 }));
        }

        var (means, variances, count) = Moments();
        var expected = new Grid(x.Shape);
        double[] scale = [1, 2, -0.5], shift = [0, 0.5, 3];
        Each((n, c, i, j) => expected[n, c, i, j] = ((x[n, c, i, j] - means[c]) / Math.Sqrt(variances[c] + Epsilon) * scale[c]) + shift[c]);
        norm.call(x.ToTensor()).ShouldEqual(expected);

        for (var c = 0; c < 3; c++)
        {
            norm.running_mean![c].item<double>().ShouldBe(0.25 * means[c], 1e-12);
            norm.running_var![c].item<double>().ShouldBe(0.75 + (0.25 * variances[c] * count / (count - 1)), 1e-12);
        }

        norm.num_batches_tracked!.item<long>().ShouldBe(1);
    }

    [Fact]
    public void Evaluation_uses_the_running_statistics()
    {
        using var norm = nn.BatchNorm2d(3, dtype: float64);
        norm.running_mean!.fill_(0.5);
        norm.running_var!.fill_(4);
        norm.eval();
        norm.call(x.ToTensor()).ShouldEqual(Grid.From((x.ToTensor() - 0.5) / Math.Sqrt(4 + Epsilon)));
        norm.num_batches_tracked!.item<long>().ShouldBe(0);
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        FiniteDifferences.ShouldAgree(v => F.batch_norm(v, null!, null!, tensor(new[] { 1, 2, -0.5 }), null, training: true), x, tolerance: 1e-5);
        FiniteDifferences.ShouldAgree(w => F.batch_norm(x.ToTensor(), null!, null!, w, null, training: true), Grid.Wavy(2, 3));
    }

    [Fact]
    public void Without_a_momentum_the_statistics_are_means_of_all_batches()
    {
        using var norm = nn.BatchNorm2d(1, dtype: float64);
        norm.momentum = null;
        foreach (var level in new[] { 1.0, 3.0, 8.0 }) norm.call(full([2, 1, 2, 2], level, dtype: float64));
        norm.running_mean!.item<double>().ShouldBe(4, 1e-12);
    }

    [Fact]
    public void Wrong_shapes_are_refused() =>
        Should.Throw<ArgumentException>(() => nn.BatchNorm2d(3).call(zeros(2, 3))).Message.ShouldContain("[2, 3]");

    private (double[] Means, double[] Variances, double Count) Moments()
    {
        double[] means = new double[3], variances = new double[3];
        const double count = 4 * 5 * 2;
        Each((n, c, i, j) => means[c] += x[n, c, i, j] / count);
        Each((n, c, i, j) => variances[c] += Math.Pow(x[n, c, i, j] - means[c], 2) / count);
        return (means, variances, count);
    }

    private static void Each(Action<long, long, long, long> action)
    {
        for (long n = 0; n < 4; n++)
            for (long c = 0; c < 3; c++)
                for (long i = 0; i < 5; i++)
                    for (long j = 0; j < 2; j++) action(n, c, i, j);
    }
}
