namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// Stores values one by one, with what all values of a call have in common. A structure, and a type parameter of its caller: the compiler
/// makes one loop for each, without a call inside.
/// </summary>
internal unsafe interface IElementwiseStore
{
    static abstract bool UsesNoise { get; }

    /// <param name="instructions">What the loop may use.</param>
    /// <param name="source">Values to store.</param>
    /// <param name="destination">Where to: the same memory, or memory that does not overlap; null for stores that can count only.</param>
    /// <param name="length">How many.</param>
    /// <param name="noise">A word for each value, for stores that use it.</param>
    /// <param name="streams">Write past the caches: for a destination aligned to 64 bytes that would not stay in them anyway.</param>
    QuantisationCounts Run(InstructionSet instructions, float* source, float* destination, int length, uint* noise, bool streams);
}
