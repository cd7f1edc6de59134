using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Datasets.ImageFolder;

/// <summary>Opens a folder or zip of image files, decoded once.</summary>
internal static class ImageFolderCache
{
    /// <param name="dataset">Name of the dataset, for the cache and for messages.</param>
    /// <param name="path">Where the images are, resolved.</param>
    /// <param name="options">Size, split and limit; the path in it is what the person wrote.</param>
    /// <param name="hasClasses">Whether folders are classes; otherwise all images are of one.</param>
    /// <param name="environment">The cache folder.</param>
    /// <param name="log">Receives sentences.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    /// <exception cref="TrainingInputException">The images cannot be used.</exception>
    public static ImageDataset Open(
        string dataset, string path, ImageFolderOptions options, bool hasClasses, TrainingEnvironment environment, Action<string> log,
        CancellationToken cancellationToken)
    {
        using var files = ImageFiles.Open(path);
        if (files.OtherFiles > 0)
            log($"'{options.Path}' has {files.OtherFiles:N0} files that are neither .jpg nor .png; they are not used.");
        var layout = hasClasses
            ? ImageLayout.Read(files.Names, files.EmptyFolders, options)
            : ImageLayout.Read([.. files.Names.Select(name => Path.GetFileName(name))], [], options);
        var preparation = new ImageFolderPreparation(dataset, files, layout, options, log);
        var identity = $"{files.Identity} test {options.TestFraction:R} split {options.SplitSeed} broken {options.BrokenLimit}";
        return new DatasetCache(environment.CacheDirectory, log).Open(
            new CacheKey(dataset, identity, options.ImageSize, 3),
            layout.Train.Count + layout.Test.Count,
            writer => preparation.Write(writer, environment.Threads, cancellationToken),
            cancellationToken);
    }
}
