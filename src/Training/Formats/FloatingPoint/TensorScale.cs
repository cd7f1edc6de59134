using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary>The power of two by which a tensor is scaled into the range of a format.</summary>
internal static class TensorScale
{
    public const int SmallestExponent = -126;

    /// <summary>e = ⌈log2(max|x| / M)⌉ with the format's largest value M, the smallest with which no value saturates.</summary>
    /// <param name="largest">max|x|, finite.</param>
    /// <param name="grid">The format, not scaled.</param>
    /// <param name="before">What a tensor of zeros keeps.</param>
    public static int Exponent(float largest, in FloatGrid grid, int before)
    {
        if (largest == 0)
            return before;
        var exponent = Math.ILogB(largest) - grid.MaximumExponent;
        if (Math.ScaleB(grid.Largest, exponent) < largest)
            exponent++;
        return Math.Clamp(exponent, SmallestExponent, 127 - grid.MaximumExponent);
    }
}
