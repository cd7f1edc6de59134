namespace Mantissa.Training.Formats.Kernels;

/// <summary>What every kernel asks of the memory that it is given.</summary>
internal static class KernelMemory
{
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public static void Check(ReadOnlySpan<float> source, Span<float> destination)
    {
        if (source.Length != destination.Length)
            throw new ArgumentException($"The destination has {destination.Length} values, the source {source.Length}.", nameof(destination));
        if (source.Overlaps(destination, out var offset) && offset != 0)
            throw new ArgumentException("Source and destination overlap without being the same.", nameof(destination));
    }
}
