namespace Mantissa.Training.Datasets;

/// <summary>The training or the test images of a dataset, as bytes.</summary>
public sealed class ImageSplit
{
    private readonly MappedFile _file;
    private readonly long _offset;
    private readonly int[] _labels;

    internal ImageSplit(MappedFile file, long offset, int[] labels, int imageSize, int channels)
    {
        (_file, _offset, _labels) = (file, offset, labels);
        (ImageSize, Channels) = (imageSize, channels);
        ImageBytes = channels * imageSize * imageSize;
    }

    public int Count => _labels.Length;

    /// <summary>Side of the square images in pixels.</summary>
    public int ImageSize { get; }

    public int Channels { get; }

    /// <summary>Bytes of one image: channels × size × size.</summary>
    public int ImageBytes { get; }

    /// <summary>The labels in the order of the images, each an index into the class names.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>One image, channel by channel (CHW), values 0 to 255; valid until the dataset is disposed.</summary>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _file.Slice(_offset + ((long)index * ImageBytes), ImageBytes);
    }

    public int Label(int index) => _labels[index];

    /// <summary>Keeps the images readable until the result is disposed, even when the dataset is disposed before.</summary>
    internal IDisposable Hold() => _file.Hold();
}
