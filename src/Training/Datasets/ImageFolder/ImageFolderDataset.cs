using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Datasets.ImageFolder;

/// <summary>JPEG and PNG files of any size in a folder or a zip on the worker.</summary>
public sealed class ImageFolderDataset : DatasetSource
{
    private const string Name = "image-folder";

    public override DatasetEntry Entry(TrainingEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new()
        {
            Name = Name,
            Title = "Image folder",
            Summary = "JPEG and PNG files in a folder or zip on the worker, one folder per class.",
            Tasks = [LearningTask.Classification, LearningTask.Generation],
            ImageSizeParameter = "imageSize",
            Parameters = SchemaReader.Read(typeof(ImageFolderOptions), environment.DataRoots),
        };
    }

    public override ImageDataset Open(
        JsonObject options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(log);
        var chosen = OptionsBinder.Bind<ImageFolderOptions>(options, "datasetOptions");
        return ImageFolderCache.Open(
            Name, DataPath.Resolve(chosen.Path, environment.DataRoots), chosen, hasClasses: true, environment, log, cancellationToken);
    }
}
