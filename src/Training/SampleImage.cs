namespace Mantissa.Training;

/// <summary>A picture as PNG; <paramref name="Width"/> and <paramref name="Height"/> are in pixels.</summary>
public sealed record SampleImage(int Width, int Height, ReadOnlyMemory<byte> Png);
