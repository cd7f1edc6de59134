using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// Images split by scale: each level is what the next smaller one lacks, the last is the smallest image itself (Burt and Adelson 1983).
/// Borders are mirrored.
/// </summary>
internal static class LaplacianPyramid
{
    /// <summary>Levels get no smaller than this, in pixels.</summary>
    private const int Smallest = 16;

    /// <param name="images">Count × channels × size × size.</param>
    /// <param name="size">Side in pixels.</param>
    /// <returns>For each level, from fine to coarse, its side and its values in the layout of <paramref name="images"/>.</returns>
    public static IReadOnlyList<(int Size, float[] Values)> Of(ReadOnlySpan<float> images, int size)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var kernel = Kernel();
        var level = torch.empty(images.Length / (size * size), 1, size, size, dtype: torch.ScalarType.Float32);
        MemoryMarshal.AsBytes(images).CopyTo(level.bytes);
        var levels = new List<(int, float[])>();
        for (; size > Smallest; size /= 2)
        {
            var smaller = Smooth(level, kernel, stride: 2);
            levels.Add((size, Values(level - Enlarged(smaller, kernel))));
            level = smaller;
        }

        levels.Add((size, Values(level)));
        return levels;
    }

    private static torch.Tensor Smooth(torch.Tensor images, torch.Tensor kernel, long stride = 1) =>
        functional.conv2d(functional.pad(images, [2, 2, 2, 2], PaddingModes.Reflect), kernel, strides: [stride, stride]);

    private static torch.Tensor Enlarged(torch.Tensor images, torch.Tensor kernel)
    {
        var (height, width) = (images.size(2) * 2, images.size(3) * 2);
        var spread = torch.zeros(images.size(0), 1, height, width, dtype: torch.ScalarType.Float32);
        spread.slice(2, 0, height, 2).slice(3, 0, width, 2).copy_(images);
        return Smooth(spread, kernel * 4);
    }

    /// <summary>Binomial weights of order 4, the usual 5×5 approximation of a Gaussian.</summary>
    private static torch.Tensor Kernel()
    {
        var row = torch.tensor([1f, 4, 6, 4, 1]) / 16;
        return row.unsqueeze(1).mm(row.unsqueeze(0)).view(1, 1, 5, 5);
    }

    private static float[] Values(torch.Tensor level) => MemoryMarshal.Cast<byte, float>(level.contiguous().bytes).ToArray();
}
