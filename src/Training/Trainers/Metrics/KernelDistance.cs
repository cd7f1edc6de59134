using TorchSharp;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// Kernel distance: the squared maximum mean discrepancy between two sets of features under the kernel (x·y / d + 1)³, by the estimator
/// whose mean is the true value whatever the number of images (Bińkowski et al. 2018, section 4). It may be slightly negative between
/// sets of one distribution. Given ×10³, as published values often are.
/// </summary>
internal sealed class KernelDistance
{
    private readonly torch.Tensor _real;
    private readonly double _within;

    /// <param name="real">Images × features in double precision, at least 2 images; kept.</param>
    public KernelDistance(torch.Tensor real) => (_real, _within) = (real, Within(real));

    public double To(torch.Tensor features)
    {
        using var scope = torch.NewDisposeScope();
        return 1e3 * (_within + Within(features) - (2 * Kernel(_real, features).mean().item<double>()));
    }

    /// <summary>Mean over pairs of two different images.</summary>
    private static double Within(torch.Tensor features)
    {
        using var scope = torch.NewDisposeScope();
        var kernel = Kernel(features, features);
        var count = features.size(0);
        return (kernel.sum() - kernel.diagonal().sum()).item<double>() / (count * (count - 1.0));
    }

    private static torch.Tensor Kernel(torch.Tensor rows, torch.Tensor columns) =>
        rows.mm(columns.t()).div_(rows.size(1)).add_(1).pow_(3);
}
