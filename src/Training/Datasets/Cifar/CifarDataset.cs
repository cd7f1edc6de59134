using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Caching;
using Mantissa.Training.Datasets.Downloads;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Cifar;

/// <summary>60,000 photographs of 32 px, in the binary version that their makers publish.</summary>
public abstract class CifarDataset<TOptions> : DatasetSource
    where TOptions : CifarOptions, new()
{
    private const string Field = "datasetOptions.path";
    private const int TrainImages = 50_000;
    private const int TestImages = 10_000;

    private protected abstract string Name { get; }

    private protected abstract string Title { get; }

    private protected abstract string Summary { get; }

    private protected abstract PublishedFile Published { get; }

    private protected abstract CifarVariant Variant(TOptions options);

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
            Parameters = SchemaReader.Read(typeof(TOptions), environment.DataRoots),
        };
    }

    public sealed override ImageDataset Open(
        JsonObject options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(log);
        var chosen = OptionsBinder.Bind<TOptions>(options, "datasetOptions");
        var variant = Variant(chosen);
        var given = chosen.Path is { Length: > 0 } path ? DataPath.Resolve(path, environment.DataRoots) : null;
        var identity = given is null ? Published.Sha256 : Identity(given, variant);
        return new DatasetCache(environment.CacheDirectory, log).Open(
            new CacheKey(Name, $"{identity} {variant.Classes} classes", chosen.ImageSize, 3),
            TrainImages + TestImages,
            writer => PackedPreparation.Write(
                writer,
                DatasetFileException.Blame(Field, () => CifarFiles.Read(
                    given ?? new DownloadFolder(environment, log).Fetch(Published, cancellationToken),
                    variant, TrainImages / variant.Train.Count, TestImages)),
                chosen.ImageSize, ImageFit.Resize, cancellationToken),
            cancellationToken);
    }

    private static string Identity(string path, CifarVariant variant) =>
        File.Exists(path)
            ? FileHash.Of(path)
            : string.Join(' ', variant.Files.Order(StringComparer.Ordinal).Select(name => Path.Combine(path, name)).Where(File.Exists).Select(FileHash.Of));
}
