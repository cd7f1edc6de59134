namespace Mantissa.Training.Formats.Kernels;

/// <summary>A contiguous tensor seen along one of its dimensions, in which blocks of values share a scale.</summary>
/// <param name="Outer">Product of the dimensions before it.</param>
/// <param name="Axis">Its length.</param>
/// <param name="Inner">Product of the dimensions after it: the distance of neighbours along it.</param>
public readonly record struct BlockShape(long Outer, long Axis, long Inner)
{
    /// <summary>Values in a block; the last one of a row may have fewer.</summary>
    public const int Block = 32;

    /// <param name="shape">Sizes of the tensor's dimensions.</param>
    /// <param name="axis">The dimension along which blocks go; a tensor with fewer dimensions is one row.</param>
    public static BlockShape Along(ReadOnlySpan<long> shape, int axis)
    {
        var (outer, inner) = (1L, 1L);
        for (var i = 0; i < shape.Length; i++)
            if (i < axis)
                outer *= shape[i];
            else if (i > axis)
                inner *= shape[i];
        return axis < shape.Length ? new(outer, shape[axis], inner) : new(1, outer, 1);
    }

    public long Length => Outer * Axis * Inner;

    /// <summary>Blocks along one row.</summary>
    public long Groups => (Axis + Block - 1) / Block;
}
