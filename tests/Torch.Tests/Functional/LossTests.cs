using Mantissa.Torch.Tests.Reference;
using F = TorchSharp.torch.nn.functional;

namespace Mantissa.Torch.Tests.Functional;

public class LossTests
{
    private static readonly long[] Classes = [2, 0, 1, 2];
    private readonly Grid logits = Grid.Wavy(1, 4, 3);

    [Fact]
    public void Cross_entropy_is_the_mean_surprise()
    {
        var surprises = Classes.Select((label, n) => -LogProbability(n, label)).ToArray();
        var (x, y) = (logits.ToTensor(), tensor(Classes));
        F.cross_entropy(x, y).item<double>().ShouldBe(surprises.Average(), 1e-12);
        F.cross_entropy(x, y, reduction: nn.Reduction.Sum).item<double>().ShouldBe(surprises.Sum(), 1e-12);
        F.cross_entropy(x, y, ignore_index: 2).item<double>().ShouldBe((surprises[1] + surprises[2]) / 2, 1e-12);
        F.nll_loss(x.log_softmax(1), y).item<double>().ShouldBe(surprises.Average(), 1e-12);
        nn.CrossEntropyLoss().call(x, y).item<double>().ShouldBe(surprises.Average(), 1e-12);
        var smoothed = surprises.Select((surprise, n) => (0.9 * surprise) - (0.1 / 3 * Enumerable.Range(0, 3).Sum(c => LogProbability(n, c)))).Average();
        F.cross_entropy(x, y, label_smoothing: 0.1).item<double>().ShouldBe(smoothed, 1e-12);
    }

    [Fact]
    public void Binary_cross_entropy_of_logits_and_of_probabilities()
    {
        var targets = Grid.Wavy(2, 4, 3);
        for (var i = 0; i < 12; i++) targets.Values[i] = Math.Abs(targets.Values[i]);
        double expected = 0;
        for (var i = 0; i < 12; i++)
        {
            var p = 1 / (1 + Math.Exp(-logits.Values[i]));
            expected -= ((targets.Values[i] * Math.Log(p)) + ((1 - targets.Values[i]) * Math.Log(1 - p))) / 12;
        }

        F.binary_cross_entropy_with_logits(logits.ToTensor(), targets.ToTensor()).item<double>().ShouldBe(expected, 1e-12);
        F.binary_cross_entropy(logits.ToTensor().sigmoid(), targets.ToTensor()).item<double>().ShouldBe(expected, 1e-12);
        nn.BCEWithLogitsLoss().call(logits.ToTensor(), targets.ToTensor()).item<double>().ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Distances()
    {
        var (a, b) = (logits.ToTensor(), zeros(4, 3, dtype: float64));
        F.mse_loss(a, b).item<double>().ShouldBe(logits.Values.Average(v => v * v), 1e-12);
        F.l1_loss(a, b).item<double>().ShouldBe(logits.Values.Average(Math.Abs), 1e-12);
        F.mse_loss(a, b, nn.Reduction.None).shape.ShouldBe([4, 3]);
        F.huber_loss(a, b, 0.3).item<double>().ShouldBe(
            logits.Values.Average(v => Math.Abs(v) <= 0.3 ? v * v / 2 : 0.3 * (Math.Abs(v) - 0.15)), 1e-12);
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        FiniteDifferences.ShouldAgree(x => F.cross_entropy(x, tensor(Classes)), logits);
        FiniteDifferences.ShouldAgree(x => F.binary_cross_entropy_with_logits(x, full([4, 3], 0.3, dtype: float64)), logits);
    }

    private double LogProbability(long row, long label) =>
        logits[row, label] - Math.Log(Enumerable.Range(0, 3).Sum(c => Math.Exp(logits[row, c])));
}
