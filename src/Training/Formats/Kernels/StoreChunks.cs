namespace Mantissa.Training.Formats.Kernels;

/// <summary>How a tensor is shared between threads and caches.</summary>
internal static unsafe class StoreChunks
{
    /// <summary>128 KiB: large enough that taking a chunk costs nothing, small enough to share a tensor evenly.</summary>
    public const int Length = 1 << 15;

    /// <summary>32 MiB: what is larger than a last-level cache has left it before anything reads it.</summary>
    public const long StreamedLength = 1 << 23;

    /// <summary>Whether whole vectors may be written past the caches.</summary>
    public static bool Streams(float* source, float* destination, long length) =>
        destination != source && length > StreamedLength && ((nint)destination & 63) == 0;
}
