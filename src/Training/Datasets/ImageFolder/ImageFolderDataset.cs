using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Caching;

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
        using var files = ImageFiles.Open(DataPath.Resolve(chosen.Path, environment.DataRoots));
        if (files.OtherFiles > 0)
            log($"'{chosen.Path}' has {files.OtherFiles:N0} files that are neither .jpg nor .png; they are not used.");
        var layout = ImageLayout.Read(files.Names, files.EmptyFolders, chosen);
        var preparation = new ImageFolderPreparation(files, layout, chosen, log);
        var identity = $"{files.Identity} test {chosen.TestFraction:R} split {chosen.SplitSeed} broken {chosen.BrokenLimit}";
        return new DatasetCache(environment.CacheDirectory, log).Open(
            new CacheKey(Name, identity, chosen.ImageSize, 3),
            layout.Train.Count + layout.Test.Count,
            writer => preparation.Write(writer, environment.Threads, cancellationToken),
            cancellationToken);
    }
}
