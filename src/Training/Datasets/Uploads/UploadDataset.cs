using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Caching;
using Mantissa.Training.Datasets.Cifar;
using Mantissa.Training.Datasets.ImageFolder;
using Mantissa.Training.Datasets.Mnist;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Uploads;

/// <summary>A set that somebody uploaded, read by the reader of its kind.</summary>
public sealed class UploadDataset : DatasetSource
{
    private const string Field = "datasetOptions.set";

    /// <summary>Name in run specifications; the platform looks for it to keep sets that runs use.</summary>
    public const string Name = UploadReference.Dataset;

    public override DatasetEntry Entry(TrainingEnvironment environment) => new()
    {
        Name = Name,
        Title = "Uploaded set",
        Summary = "A set that was uploaded on the page Datasets.",
        Tasks = [LearningTask.Classification, LearningTask.Generation],
        ImageSizeParameter = "imageSize",
        Parameters = SchemaReader.Read(typeof(UploadOptions)),
    };

    public override ImageDataset Open(
        JsonObject options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(log);
        var chosen = OptionsBinder.Bind<UploadOptions>(options, "datasetOptions");
        if (!Guid.TryParse(chosen.Set, out var id))
            throw new TrainingInputException(Field, $"'{chosen.Set}' is not the id of an uploaded set. The page Datasets lists them.");
        var uploads = environment.Uploads ?? throw new TrainingInputException(Field, "Uploaded sets can be used by runs of the platform only.");
        return Open(uploads.Open(id, log, cancellationToken), chosen, environment, log, cancellationToken);
    }

    internal static ImageDataset Open(
        UploadedFiles upload, UploadOptions options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken) =>
        DatasetFileException.Blame(Field, () => UploadContent.Tell(upload.Folder)) switch
        {
            UploadKind.Idx => OpenPacked(
                upload, options, environment, log, 1, () => IdxFolder.Find(upload.Folder).Read(null, options.TestFraction, options.SplitSeed), cancellationToken),
            UploadKind.Cifar10 => OpenPacked(
                upload, options, environment, log, 3, () => CifarFiles.Read(OnlyFile(upload), CifarVariant.Cifar10, null, null), cancellationToken),
            UploadKind.Cifar100 => OpenPacked(
                upload, options, environment, log, 3, () => CifarFiles.Read(OnlyFile(upload), CifarVariant.Cifar100, null, null), cancellationToken),
            _ => OpenImages(upload, options, environment, log, cancellationToken),
        };

    private static string OnlyFile(UploadedFiles upload) => Directory.GetFiles(upload.Folder)[0];

    private static ImageDataset OpenPacked(
        UploadedFiles upload, UploadOptions options, TrainingEnvironment environment, Action<string> log, int channels,
        Func<PackedSet> read, CancellationToken cancellationToken)
    {
        var bytes = Directory.GetFiles(upload.Folder).Sum(file => new FileInfo(file).Length);
        return new DatasetCache(environment.CacheDirectory, log).Open(
            new CacheKey(Name, $"{upload.Sha256} {options.Fit} test {options.TestFraction:R} split {options.SplitSeed}", options.ImageSize, channels),
            // Packed pixels are the least that there will be.
            bytes / (channels * (long)options.ImageSize * options.ImageSize),
            writer => PackedPreparation.Write(writer, DatasetFileException.Blame(Field, read), options.ImageSize, options.Fit, cancellationToken),
            cancellationToken);
    }

    private static ImageDataset OpenImages(
        UploadedFiles upload, UploadOptions options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        var images = new ImageFolderOptions
        {
            Path = upload.Title,
            ImageSize = options.ImageSize,
            TestFraction = options.TestFraction,
            SplitSeed = options.SplitSeed,
            BrokenLimit = options.BrokenLimit,
        };
        try
        {
            return ImageFolderCache.Open(Name, OnlyFile(upload), images, hasClasses: true, environment, log, cancellationToken);
        }
        catch (TrainingInputException exception) when (exception.Field == "datasetOptions.path")
        {
            throw new TrainingInputException(Field, exception.Message.Replace(upload.Folder + "/", "", StringComparison.Ordinal), exception);
        }
    }
}
