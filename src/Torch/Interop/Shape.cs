namespace TorchSharp.Interop;

/// <summary>Checks sizes before native code sees them.</summary>
internal static class Shape
{
    /// <summary>The number of elements of a shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the tensor would exceed the address space.</exception>
    public static long Count(ReadOnlySpan<long> shape, string name = "size")
    {
        long count = 1;
        foreach (var size in shape)
        {
            if (size < 0) throw new ArgumentOutOfRangeException(name, $"A dimension cannot be negative: [{Text(shape)}].");
            if (Math.BigMul(count, size, out count) != 0 || count < 0 || count > long.MaxValue / 16)
                throw new ArgumentOutOfRangeException(name, $"A tensor of shape [{Text(shape)}] has more elements than memory can hold.");
        }

        return count;
    }

    public static ReadOnlySpan<long> Checked(ReadOnlySpan<long> shape, string name = "size")
    {
        _ = Count(shape, name);
        return shape;
    }

    /// <summary>A shape for view and reshape: one size may be −1, to be worked out.</summary>
    public static ReadOnlySpan<long> Inferable(ReadOnlySpan<long> shape)
    {
        foreach (var size in shape)
            if (size < -1) throw new ArgumentOutOfRangeException(nameof(shape), $"A dimension cannot be less than −1: [{Text(shape)}].");
        return shape;
    }

    public static string Text(ReadOnlySpan<long> shape) => string.Join(", ", shape.ToArray());
}
