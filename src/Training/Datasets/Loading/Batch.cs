namespace Mantissa.Training.Datasets.Loading;

/// <summary>Images and labels, ready for the device. The loader reuses its arrays: they are valid until the next call of Next.</summary>
public sealed class Batch
{
    internal Batch(int capacity, int imageValues)
    {
        // Pinned, so that a tensor library can read it without a copy and the collector never moves it.
        Pixels = GC.AllocateUninitializedArray<float>(capacity * imageValues, pinned: true);
        Labels = GC.AllocateUninitializedArray<long>(capacity, pinned: true);
        ImageValues = imageValues;
    }

    /// <summary>Batch × channels × height × width (NCHW); only the first <see cref="Count"/> images are meant.</summary>
    public float[] Pixels { get; }

    /// <summary>Class indices; only the first <see cref="Count"/> are meant.</summary>
    public long[] Labels { get; }

    /// <summary>Numbers in one image: channels × height × width.</summary>
    public int ImageValues { get; }

    /// <summary>Images in this batch; smaller than the arrays only in the last batch of an epoch.</summary>
    public int Count { get; internal set; }

    /// <summary>Where this batch stands; the same as the loader's cursor before the call that gave it.</summary>
    public BatchCursor Cursor { get; internal set; }

    /// <summary>The <see cref="Count"/> images.</summary>
    public ReadOnlySpan<float> Images => Pixels.AsSpan(0, Count * ImageValues);
}
