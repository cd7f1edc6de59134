using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.ImageFolder;

namespace Mantissa.Training.Datasets.Lsun;

/// <summary>One category of LSUN (Yu et al., arXiv:1506.03365), exported as image files; the set of the W-GAN recipes.</summary>
public sealed class LsunDataset : DatasetSource
{
    private const string Name = "lsun";

    public override DatasetEntry Entry(TrainingEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new()
        {
            Name = Name,
            Title = "LSUN",
            Summary = "One category of LSUN, exported as JPEG or PNG files on the worker.",
            Tasks = [LearningTask.Generation],
            ImageSizeParameter = "imageSize",
            Parameters = SchemaReader.Read(typeof(LsunOptions), environment.DataRoots),
        };
    }

    public override ImageDataset Open(
        JsonObject options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(log);
        var chosen = OptionsBinder.Bind<LsunOptions>(options, "datasetOptions");
        var images = new ImageFolderOptions
        {
            Path = chosen.Path,
            ImageSize = chosen.ImageSize,
            TestFraction = chosen.TestFraction,
            SplitSeed = chosen.SplitSeed,
            BrokenLimit = chosen.BrokenLimit,
        };
        return ImageFolderCache.Open(
            Name, DataPath.Resolve(chosen.Path, environment.DataRoots), images, hasClasses: false, environment, log, cancellationToken);
    }
}
