namespace Mantissa.Training.Imaging;

/// <summary>Pixels of one image, row by row, red, green and blue for each; valid until its decoder decodes the next one.</summary>
public readonly ref struct DecodedImage(int width, int height, ReadOnlySpan<byte> pixels)
{
    /// <summary>The size in the file, from which a decoder may have reduced it.</summary>
    public (int Width, int Height) Original { get; init; } = (width, height);

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Width × height × 3 bytes.</summary>
    public ReadOnlySpan<byte> Pixels { get; } = pixels;
}
