namespace Mantissa.Training.Datasets.Packed;

/// <summary>How an image smaller than asked for becomes larger.</summary>
public enum ImageFit
{
    /// <summary>A black border around it; its pixels stay as they are. An image that is too large is resized.</summary>
    Pad,

    /// <summary>Its centred square, resized.</summary>
    Resize,
}
