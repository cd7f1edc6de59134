namespace Mantissa.Training.Datasets;

/// <summary>The sides of a set's images, in pixels, before they were cropped and resized.</summary>
/// <param name="Smallest">The shortest side of any image.</param>
/// <param name="Largest">The longest side of any image.</param>
public sealed record SourceSides(int Smallest, int Largest)
{
    public static SourceSides Of(int width, int height) => new(Math.Min(width, height), Math.Max(width, height));

    public SourceSides Union(SourceSides other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Math.Min(Smallest, other.Smallest), Math.Max(Largest, other.Largest));
    }
}
