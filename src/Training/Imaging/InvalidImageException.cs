namespace Mantissa.Training.Imaging;

/// <summary>A file is no usable image: of another kind, broken, cut off or larger than the limits. The message says which, in words.</summary>
public sealed class InvalidImageException(string message) : Exception(message);
