using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Procedural;

/// <summary>Draws images; one per thread, because it keeps its buffers.</summary>
internal interface IImagePainter
{
    /// <summary>Draws an image of class <paramref name="label"/>; everything else about it comes from <paramref name="random"/>.</summary>
    /// <param name="random">A stream for this image alone.</param>
    /// <param name="label">Index of the class.</param>
    /// <param name="image">Receives 3 × size × size bytes, channel by channel.</param>
    void Paint(CounterRandom random, int label, Span<byte> image);
}
