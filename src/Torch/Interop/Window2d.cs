using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A two-dimensional window's geometry, height before width (native/nn.cpp, Window2d).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Window2d
{
    public Pair Kernel;
    public Pair Stride;
    public Pair Padding;
    public Pair Dilation;
}

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Pair(long Height, long Width)
{
    public static implicit operator Pair(long both) => new(both, both);

    public static implicit operator Pair((long Height, long Width) pair) => new(pair.Height, pair.Width);

    /// <summary>One value for both directions, or one each; missing values are <paramref name="otherwise"/>.</summary>
    public static Pair Of(long[]? values, Pair otherwise) => values?.Length switch
    {
        null or 0 => otherwise,
        1 => values[0],
        2 => new Pair(values[0], values[1]),
        _ => throw new ArgumentException($"Two directions cannot have {values.Length} values."),
    };

    public Pair AtLeast(long minimum, string name)
    {
        if (Height < minimum || Width < minimum)
            throw new ArgumentOutOfRangeException(name, $"({Height}, {Width}) must be at least {minimum} in each direction.");
        return this;
    }

    public long[] ToArray() => [Height, Width];
}
