using Mantissa.Training.Imaging;

namespace Mantissa.Training.Datasets.Uploads;

/// <summary>What there is in an uploaded set.</summary>
/// <param name="Kind">What its files are.</param>
/// <param name="Channels">3 or 1.</param>
/// <param name="Sides">Sides of the images as they were uploaded.</param>
/// <param name="Classes">Images of each class.</param>
/// <param name="Broken">Files that cannot be used, with the reason.</param>
/// <param name="Preview">Some of the images, class by class.</param>
public sealed record UploadReport(
    UploadKind Kind, int Channels, SourceSides Sides, IReadOnlyList<ClassCount> Classes, IReadOnlyList<string> Broken, SampleImage Preview);

/// <summary>A class and how many images it has.</summary>
public sealed record ClassCount(string Name, int Train, int Test);

/// <summary>
/// Looks at an uploaded set by opening it as a run with default options would: what is reported here is what such a run sees, and it finds
/// the images prepared.
/// </summary>
public static class UploadInspection
{
    private const int PreviewImages = 60;
    private const int PreviewColumns = 15;

    /// <exception cref="TrainingInputException">The set cannot be used; the message says why.</exception>
    public static UploadReport Inspect(UploadedFiles upload, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(environment);
        var kind = DatasetFileException.Blame("file", () => UploadContent.Tell(upload.Folder));
        using var dataset = UploadDataset.Open(upload, new UploadOptions(), environment, log, cancellationToken);
        var classes = dataset.ClassNames.Select((name, label) => new ClassCount(name, dataset.Train.Labels.Count(label), dataset.Test.Labels.Count(label)));
        return new(kind, dataset.Channels, dataset.SourceSides!, [.. classes], dataset.Skipped, Preview(dataset));
    }

    /// <summary>The classes take turns, so that each of the first ones shows.</summary>
    private static SampleImage Preview(ImageDataset dataset)
    {
        var train = dataset.Train;
        var chosen = Enumerable.Range(0, train.Count)
            .GroupBy(train.Label)
            .SelectMany(images => images.Take(PreviewImages).Select((image, turn) => (Turn: turn, Label: images.Key, Image: image)))
            .OrderBy(item => item.Turn).ThenBy(item => item.Label)
            .Take(PreviewImages)
            .OrderBy(item => item.Label).ThenBy(item => item.Turn);
        var pixels = new List<byte>();
        foreach (var item in chosen)
            pixels.AddRange(train.Image(item.Image));
        return ImageGrid.Compose(pixels.ToArray(), train.Channels, train.ImageSize, PreviewColumns);
    }
}
