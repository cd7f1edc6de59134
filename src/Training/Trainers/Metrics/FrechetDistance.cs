using TorchSharp;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// Fréchet distance between Gaussians fitted to two sets of features, |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½) (Heusel et al. 2017,
/// equation 6). The trace of the root is taken of √Σ₁ Σ₂ √Σ₁, which has the same eigenvalues and is symmetric. Sets of a thousand images
/// overestimate it; only values of equally large sets can be compared.
/// </summary>
internal sealed class FrechetDistance
{
    private readonly Gaussian _real;
    private readonly double[] _root;

    /// <param name="real">Images × features in double precision, at least 2 images.</param>
    public FrechetDistance(torch.Tensor real)
    {
        _real = Gaussian.Of(real);
        _root = new SymmetricMatrix(_real.Covariance, _real.Size).SquareRoot();
    }

    public double To(torch.Tensor features)
    {
        var made = Gaussian.Of(features);
        var size = _real.Size;
        var between = 0.0;
        for (var i = 0; i < size; i++)
            between += (made.Mean[i] - _real.Mean[i]) * (made.Mean[i] - _real.Mean[i]);
        var product = Product(Product(_root, made.Covariance, size), _root, size);
        var common = new SymmetricMatrix(product, size).Eigenvalues.Sum(value => Math.Sqrt(Math.Max(value, 0)));
        return between + _real.Trace + made.Trace - (2 * common);
    }

    private static double[] Product(double[] left, double[] right, int size)
    {
        var product = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < size; k++)
            {
                for (var j = 0; j < size; j++)
                    product[(i * size) + j] += left[(i * size) + k] * right[(k * size) + j];
            }
        }

        return product;
    }

    private sealed record Gaussian(double[] Mean, double[] Covariance)
    {
        public int Size => Mean.Length;

        public double Trace => Enumerable.Range(0, Size).Sum(i => Covariance[(i * Size) + i]);

        public static Gaussian Of(torch.Tensor features)
        {
            using var scope = torch.NewDisposeScope();
            var mean = features.mean([0]);
            var centred = features - mean;
            var covariance = centred.t().mm(centred) / (features.size(0) - 1);
            return new Gaussian(mean.data<double>().ToArray(), covariance.data<double>().ToArray());
        }
    }
}
