namespace Mantissa.Training.Imaging;

/// <summary>What a decoder accepts; compared with the file's header before any memory is reserved for its pixels.</summary>
public sealed record ImageLimits
{
    public static ImageLimits Default { get; } = new();

    /// <summary>Smallest side in pixels: below it there is nothing to learn from, and a single pixel is usually a tracking image.</summary>
    public int MinimumSide { get; init; } = 2;

    /// <summary>Largest side in pixels.</summary>
    public int MaximumSide { get; init; } = 8192;

    /// <summary>Largest number of pixels in all; 32 megapixels take 96 MiB while they are decoded.</summary>
    public long MaximumPixels { get; init; } = 32L << 20;

    /// <summary>Largest file in bytes.</summary>
    public int MaximumBytes { get; init; } = 64 << 20;

    /// <exception cref="InvalidImageException">The size is outside the limits.</exception>
    public void Check(long width, long height)
    {
        if (width < MinimumSide || height < MinimumSide)
            throw new InvalidImageException($"it has {width:N0} × {height:N0} pixels, the smallest side allowed is {MinimumSide}");
        if (width > MaximumSide || height > MaximumSide)
            throw new InvalidImageException($"it has {width:N0} × {height:N0} pixels, the largest side allowed is {MaximumSide:N0}");
        if (width * height > MaximumPixels)
            throw new InvalidImageException($"it has {width:N0} × {height:N0} pixels, more than the {MaximumPixels:N0} allowed");
    }
}
