namespace Mantissa.Training.Accelerators.Integer;

/// <summary>How many products of INT16 numbers are added up in INT32 before the sum goes to an FP32 accumulator.</summary>
/// <remarks>
/// A product of numbers of a and b bits, sign included, has a magnitude of at most 2^(a+b−2), so ⌊(2³¹ − 1) / 2^(a+b−2)⌋ of them cannot
/// overflow: 7 for 15 bits, 1 for 16. Multiplying takes two products at a time, so an odd number beyond 1 is rounded down.
/// </remarks>
internal readonly record struct ProductChain
{
    /// <param name="leftBits">a, from 2 to 16.</param>
    /// <param name="rightBits">b, from 2 to 16.</param>
    /// <param name="length">Products in a chain; 0 for as many as cannot overflow.</param>
    public ProductChain(int leftBits, int rightBits, int length = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leftBits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leftBits, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(rightBits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rightBits, 16);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var safe = int.MaxValue >> (leftBits + rightBits - 2);
        Length = length == 0 ? safe : length;
        Length -= Length > 1 ? Length & 1 : 0;
        IsSafe = Length <= safe;
    }

    /// <summary>Products before the sum is flushed: 1 or an even number.</summary>
    public int Length { get; }

    /// <summary>Whether no sum can leave INT32, whatever the numbers are.</summary>
    public bool IsSafe { get; }

    /// <summary>Products that one multiplication adds up: 2, or 1 where even two could overflow.</summary>
    public int Step => Math.Min(Length, 2);

    /// <summary>Multiplications before the sum is flushed.</summary>
    public int Multiplications => Length / Step;
}
