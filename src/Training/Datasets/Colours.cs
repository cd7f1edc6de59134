namespace Mantissa.Training.Datasets;

/// <summary>Mean and standard deviation of each channel over all pixels of the training images, where 0 is black and 1 is full.</summary>
public sealed record Colours(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation);
