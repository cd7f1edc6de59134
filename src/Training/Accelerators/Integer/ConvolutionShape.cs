namespace Mantissa.Training.Accelerators.Integer;

/// <summary>A two-dimensional convolution: input [images, groups · inputs, H, W], weight [groups · outputs, inputs, KH, KW].</summary>
/// <param name="Images">Images in the batch.</param>
/// <param name="Groups">Groups of maps that see nothing of each other.</param>
/// <param name="Inputs">Maps of the input in one group.</param>
/// <param name="Outputs">Maps of the result in one group.</param>
/// <param name="Input">H, W in pixels.</param>
/// <param name="Kernel">KH, KW in pixels.</param>
/// <param name="Stride">Pixels from one window to the next.</param>
/// <param name="Padding">Zeros around the input, on each side.</param>
/// <param name="Dilation">Pixels from one element of a window to the next.</param>
internal sealed record ConvolutionShape(
    int Images, int Groups, int Inputs, int Outputs, Plane Input, Plane Kernel, Plane Stride, Plane Padding, Plane Dilation)
{
    /// <summary>Windows in each direction; at least 1.</summary>
    public Plane Output { get; } = new(
        ((Input.Height + (2 * Padding.Height) - Extent(Kernel.Height, Dilation.Height)) / Stride.Height) + 1,
        ((Input.Width + (2 * Padding.Width) - Extent(Kernel.Width, Dilation.Width)) / Stride.Width) + 1);

    /// <summary>Pixels that a window spans.</summary>
    public Plane Window { get; } = new(Extent(Kernel.Height, Dilation.Height), Extent(Kernel.Width, Dilation.Width));

    private static int Extent(int kernel, int dilation) => ((kernel - 1) * dilation) + 1;
}

/// <summary>Two numbers of a plane: vertical, then horizontal.</summary>
internal readonly record struct Plane(int Height, int Width)
{
    public int Area => checked(Height * Width);

    /// <summary>The indices in a plane of <paramref name="width"/> of all points of this one, <paramref name="step"/> apart.</summary>
    public int[] Indices(int width, Plane step)
    {
        var indices = new int[Area];
        for (var i = 0; i < indices.Length; i++)
            indices[i] = (i / Width * step.Height * width) + (i % Width * step.Width);
        return indices;
    }
}
