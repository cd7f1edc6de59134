using Mantissa.Torch.Tests.Reference;
using TorchSharp.Modules;

namespace Mantissa.Torch.Tests.Optim;

/// <summary>Several steps of every rule against the rule written out in double precision, on f(w) = Σ c·w² with its gradient 2·c·w.</summary>
public class OptimizerTests
{
    private const int Steps = 7;
    private readonly Grid start = Grid.Wavy(1, 5);
    private readonly Grid curvature = Grid.Wavy(2, 5);

    [Theory]
    [InlineData(0, 0, 0, false, false)]
    [InlineData(0.9, 0, 0, false, false)]
    [InlineData(0.9, 0.3, 0.01, false, false)]
    [InlineData(0.9, 0, 0.01, true, false)]
    [InlineData(0.9, 0, 0.01, false, true)]
    public void Sgd(double momentum, double dampening, double decay, bool nesterov, bool maximize)
    {
        double?[] velocity = new double?[5];
        ShouldFollow(
            p => optim.SGD(p, 0.1, momentum, dampening, decay, nesterov, maximize),
            (i, _, w, g) =>
            {
                g += decay * w;
                if (momentum != 0)
                {
                    velocity[i] = velocity[i] is { } v ? (momentum * v) + ((1 - dampening) * g) : g;
                    g = nesterov ? g + (momentum * velocity[i]!.Value) : velocity[i]!.Value;
                }

                return maximize ? w + (0.1 * g) : w - (0.1 * g);
            });
    }

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(0.9, false, 0)]
    [InlineData(0, true, 0.01)]
    [InlineData(0.9, true, 0)]
    public void RmsProp(double momentum, bool centered, double decay)
    {
        double[] squares = new double[5], means = new double[5], velocity = new double[5];
        ShouldFollow(
            p => optim.RMSProp(p, 0.01, 0.95, 1e-6, decay, momentum, centered),
            (i, _, w, g) =>
            {
                g += decay * w;
                squares[i] = (0.95 * squares[i]) + (0.05 * g * g);
                means[i] = (0.95 * means[i]) + (0.05 * g);
                var scale = Math.Sqrt(centered ? squares[i] - (means[i] * means[i]) : squares[i]) + 1e-6;
                velocity[i] = (momentum * velocity[i]) + (g / scale);
                return w - (0.01 * (momentum > 0 ? velocity[i] : g / scale));
            });
    }

    [Theory]
    [InlineData(false, 0, false)]
    [InlineData(false, 0.01, true)]
    [InlineData(true, 0.01, false)]
    public void Adam(bool decoupled, double decay, bool amsgrad)
    {
        double[] first = new double[5], second = new double[5], greatest = new double[5];
        ShouldFollow(
            p => decoupled ? optim.AdamW(p, 0.01, 0.8, 0.99, 1e-6, decay, amsgrad) : optim.Adam(p, 0.01, 0.8, 0.99, 1e-6, decay, amsgrad),
            (i, t, w, g) =>
            {
                if (decoupled) w -= 0.01 * decay * w;
                else g += decay * w;
                first[i] = (0.8 * first[i]) + (0.2 * g);
                second[i] = (0.99 * second[i]) + (0.01 * g * g);
                greatest[i] = Math.Max(greatest[i], second[i]);
                var scale = Math.Sqrt((amsgrad ? greatest[i] : second[i]) / (1 - Math.Pow(0.99, t))) + 1e-6;
                return w - (0.01 * first[i] / (1 - Math.Pow(0.8, t)) / scale);
            });
    }

    /// <param name="optimizerOf">Makes the optimizer for the parameters.</param>
    /// <param name="next">(element, step from 1, weight, gradient) → next weight.</param>
    private void ShouldFollow(Func<IEnumerable<Parameter>, OptimizerHelper> optimizerOf, Func<int, int, double, double, double> next)
    {
        using var scope = NewDisposeScope();
        var w = nn.Parameter(start.ToTensor());
        var unused = nn.Parameter(ones(2));
        using var optimizer = optimizerOf([w, unused]);
        double[] expected = [.. start.Values];
        for (var t = 1; t <= Steps; t++)
        {
            optimizer.zero_grad();
            (curvature.ToTensor() * w.square()).sum().backward();
            optimizer.step();
            for (var i = 0; i < 5; i++) expected[i] = next(i, t, expected[i], 2 * curvature.Values[i] * expected[i]);
            var values = Grid.From(w).Values;
            for (var i = 0; i < 5; i++) values[i].ShouldBe(expected[i], 1e-12, $"step {t}, element {i}");
        }

        unused.mean().item<float>().ShouldBe(1);
    }
}
