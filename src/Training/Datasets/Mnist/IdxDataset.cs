using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Caching;
using Mantissa.Training.Datasets.Downloads;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Mnist;

/// <summary>70,000 grey images of 28 px in ten classes, published as four IDX files.</summary>
public abstract class IdxDataset : DatasetSource
{
    private const string Field = "datasetOptions.path";
    private const int PublishedImages = 70_000;

    private protected abstract string Name { get; }

    private protected abstract string Title { get; }

    private protected abstract string Summary { get; }

    private protected abstract IReadOnlyList<string> ClassNames { get; }

    private protected virtual bool KeepsClassMirrored => true;

    /// <summary>Address of the folder with the four files.</summary>
    private protected abstract string Home { get; }

    /// <summary>SHA-256 of training images, training labels, test images, test labels.</summary>
    private protected abstract IReadOnlyList<string> Hashes { get; }

    public sealed override DatasetEntry Entry(TrainingEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new()
        {
            Name = Name,
            Title = Title,
            Summary = Summary,
            Tasks = [LearningTask.Classification, LearningTask.Generation],
            ImageSizeParameter = "imageSize",
            Parameters = SchemaReader.Read(typeof(MnistOptions), environment.DataRoots),
        };
    }

    public sealed override ImageDataset Open(
        JsonObject options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(log);
        var chosen = OptionsBinder.Bind<MnistOptions>(options, "datasetOptions");
        var given = chosen.Path is { Length: > 0 } path
            ? DatasetFileException.Blame(Field, () => IdxFolder.Find(DataPath.Resolve(path, environment.DataRoots)))
            : null;
        var hashes = given is null ? Hashes : [.. given.Files.Select(FileHash.Of)];
        // The split decides nothing where there are test files.
        var split = given is { Test: null } ? $" test {chosen.TestFraction:R} split {chosen.SplitSeed}" : "";
        var images = new DatasetCache(environment.CacheDirectory, log).Open(
            new CacheKey(Name, $"{string.Join(' ', hashes)} {chosen.Fit}{split}", chosen.ImageSize, 1),
            PublishedImages,
            writer => PackedPreparation.Write(
                writer,
                DatasetFileException.Blame(Field, () => (given ?? Download(environment, log, cancellationToken)).Read(ClassNames, chosen.TestFraction, chosen.SplitSeed)),
                chosen.ImageSize, chosen.Fit, cancellationToken),
            cancellationToken);
        images.KeepsClassMirrored = KeepsClassMirrored;
        return images;
    }

    private IdxFolder Download(TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        var folder = new DownloadFolder(environment, log);
        var names = new[] { "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz" };
        var files = names.Zip(Hashes, (name, hash) => folder.Fetch(new(Name, name, Home, hash), cancellationToken)).ToArray();
        return new(new(files[0], files[1]), new(files[2], files[3]));
    }
}
