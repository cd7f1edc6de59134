using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Datasets;

/// <summary>Square images of one size with a label each, read from a file in memory.</summary>
public sealed class ImageDataset : IDisposable
{
    private readonly MappedFile _file;

    internal ImageDataset(MappedFile file, ImageSplit train, ImageSplit test, CacheIndex index)
    {
        _file = file;
        (Train, Test, ClassNames, Colours, Hash) = (train, test, index.ClassNames, index.Colours, index.Hash);
        (Skipped, SourceSides) = (index.Skipped, index.SourceSides);
    }

    /// <summary>Side of the images in pixels.</summary>
    public int ImageSize => Train.ImageSize;

    /// <summary>3 (red, green, blue) or 1.</summary>
    public int Channels => Train.Channels;

    public int ClassCount => ClassNames.Count;

    public IReadOnlyList<string> ClassNames { get; }

    public ImageSplit Train { get; }

    public ImageSplit Test { get; }

    /// <summary>Mean and deviation of the training images' channels.</summary>
    public Colours Colours { get; }

    /// <summary>SHA-256 of all images and labels, hexadecimal: equal data, equal hash, wherever it was prepared.</summary>
    public string Hash { get; }

    /// <summary>Files that were left out because they are broken, with the reason.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>Sides of the images as they were found; <see langword="null"/> for images that the program drew.</summary>
    public SourceSides? SourceSides { get; }

    /// <summary>Whether an image seen in a mirror is still one of its class; a digit or a letter is not.</summary>
    public bool KeepsClassMirrored { get; internal set; } = true;

    /// <summary>A classifier needs something to tell apart; a generator does not.</summary>
    /// <exception cref="TrainingInputException">There are fewer than two classes.</exception>
    public void RequireClasses()
    {
        if (ClassCount < 2)
            throw new TrainingInputException(
                "dataset",
                $"The dataset has one class only, '{ClassNames[0]}'. A classifier needs at least two: put the images of each class into a folder of its own.");
    }

    public void Dispose() => _file.Dispose();
}
