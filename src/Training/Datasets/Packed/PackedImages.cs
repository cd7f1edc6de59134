namespace Mantissa.Training.Datasets.Packed;

/// <summary>Images of one size as their makers pack them, without a header each.</summary>
/// <param name="Channels">3 or 1.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Pixels">Image after image, each channel by channel (CHW).</param>
/// <param name="Labels">One for each image.</param>
/// <param name="Skipped">Bytes before each image that are no pixels.</param>
internal sealed record PackedImages(
    int Channels, int Height, int Width, ReadOnlyMemory<byte> Pixels, IReadOnlyList<int> Labels, int Skipped = 0)
{
    public int Count => Labels.Count;

    public int ImageBytes => Channels * Height * Width;

    public ReadOnlySpan<byte> Image(int index) => Pixels.Span.Slice((index * (Skipped + ImageBytes)) + Skipped, ImageBytes);
}

/// <summary>A whole set of them, in the order in which it is kept.</summary>
internal sealed record PackedSet(
    IReadOnlyList<string> ClassNames, IReadOnlyList<PackedItem> Train, IReadOnlyList<PackedItem> Test)
{
    /// <summary>Images and labels as they are.</summary>
    public static PackedSet Of(IReadOnlyList<string> classNames, IEnumerable<PackedImages> train, IEnumerable<PackedImages> test) =>
        new(classNames, [.. train.SelectMany(Items)], [.. test.SelectMany(Items)]);

    /// <summary>Keeps a share of each class for testing.</summary>
    public static PackedSet Split(IReadOnlyList<string> classNames, PackedImages images, double testFraction, long seed)
    {
        var (train, test) = StratifiedSplit.Draw(Items(images).GroupBy(item => classNames[item.Label]), testFraction, seed);
        // In the order of the file, which is as good as any, and reads it front to back.
        return new(classNames, [.. train.OrderBy(item => item.Index)], [.. test.OrderBy(item => item.Index)]);
    }

    private static IEnumerable<PackedItem> Items(PackedImages images) =>
        Enumerable.Range(0, images.Count).Select(i => new PackedItem(images, i));
}

/// <summary>One image of a file.</summary>
internal readonly record struct PackedItem(PackedImages Images, int Index)
{
    public int Label => Images.Labels[Index];
}
