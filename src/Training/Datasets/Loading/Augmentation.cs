namespace Mantissa.Training.Datasets.Loading;

/// <summary>Random changes to a training image that leave its class as it is.</summary>
/// <param name="Padding">
/// Pixels of mean colour added on every side before a crop of the original size is taken at a random place; 0 for no crop.
/// </param>
/// <param name="Flip">Mirrors every second image from left to right, by chance.</param>
public sealed record Augmentation(int Padding, bool Flip)
{
    public static Augmentation None { get; } = new(0, false);

    /// <summary>Pad by 4 and crop; with <see cref="Flip"/> that of He et al. 2015, section 4.2.</summary>
    public static Augmentation PadCrop { get; } = new(4, false);
}
