namespace Mantissa.Training.Models;

/// <summary>What a network sees: square images of <paramref name="Size"/> px a side.</summary>
public readonly record struct ImageShape(int Channels, int Size);
