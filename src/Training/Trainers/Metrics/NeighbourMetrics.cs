using TorchSharp;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// What the nearest neighbours of features say about generated images. Around each image lies the ball that reaches its k-th nearest
/// neighbour in its own set, k = 5. <c>precision</c>: share of generated images inside a ball of a real one; <c>recall</c>: share of
/// real images inside a ball of a generated one (Kynkäänniemi et al. 2019, equation 2). <c>density</c>: balls of real images that a
/// generated one lies in, over k; <c>coverage</c>: share of real balls with a generated image inside (Naeem et al. 2020, equations 3
/// and 4).
/// </summary>
/// <remarks>
/// <c>duplicates</c> is the share of generated images that lie nearer to a training image than 99 % of the training images lie to their
/// own nearest: a generator that draws from the same distribution has some 1 %, one that repeats training images has 100 %. The idea of
/// comparing the two distances is that of Meehan et al. 2020 (A non-parametric test to detect data-copying in generative models); only
/// the training images of the sample are looked at.
/// </remarks>
internal sealed class NeighbourMetrics : IDisposable
{
    private const int Neighbours = 5;
    private const double OwnShare = 0.01;

    private readonly torch.Tensor _real;
    private readonly torch.Tensor _radii;
    private readonly long _neighbours;
    private readonly double _duplicateDistance;

    /// <param name="real">Images × features in double precision, at least 2 images; kept.</param>
    public NeighbourMetrics(torch.Tensor real)
    {
        using var scope = torch.NewDisposeScope();
        _real = real;
        var nearest = Nearest(real);
        _neighbours = nearest.size(1) - 1;
        _radii = nearest.select(1, _neighbours).clone().DetachFromDisposeScope();
        var sorted = nearest.select(1, 1).data<double>().Order().ToArray();
        _duplicateDistance = sorted[(int)(OwnShare * sorted.Length)];
    }

    public IReadOnlyList<(string Metric, double Value)> Of(torch.Tensor features)
    {
        using var scope = torch.NewDisposeScope();
        var nearest = Nearest(features);
        var radii = nearest.select(1, nearest.size(1) - 1);
        var distances = SquaredDistances(_real, features);
        var inReal = distances.le(_radii.unsqueeze(1));
        return
        [
            ("precision", Share(inReal.any(0))),
            ("recall", Share(distances.le(radii.unsqueeze(0)).any(1))),
            ("density", inReal.sum(torch.ScalarType.Float64).item<double>() / (_neighbours * features.size(0))),
            ("coverage", Share(inReal.any(1))),
            ("duplicates", Share(distances.amin(0).lt(_duplicateDistance))),
        ];
    }

    public void Dispose() => _radii.Dispose();

    private static double Share(torch.Tensor flags) => flags.sum(torch.ScalarType.Float64).item<double>() / flags.numel();

    /// <summary>For each image the squared distances to itself and to its k nearest in rising order; fewer columns in a smaller set.</summary>
    private static torch.Tensor Nearest(torch.Tensor features) =>
        SquaredDistances(features, features).topk((int)Math.Min(Neighbours + 1, features.size(0)), 1, largest: false).values;

    private static torch.Tensor SquaredDistances(torch.Tensor rows, torch.Tensor columns) =>
        (rows.square().sum(1).unsqueeze(1) + columns.square().sum(1).unsqueeze(0)).sub_(rows.mm(columns.t()).mul_(2)).clamp_min_(0);
}
