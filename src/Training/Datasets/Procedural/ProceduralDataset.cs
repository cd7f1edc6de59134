using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Caching;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Procedural;

/// <summary>
/// Images that the program draws itself, each from its own stream of random numbers: nothing to download, and every machine of one kind
/// draws the same. (Kinds of processor may round a sine or a product differently, which can show in the last bit of a pixel.)
/// </summary>
public abstract class ProceduralDataset<TOptions> : DatasetSource
    where TOptions : ProceduralOptions, new()
{
    private protected abstract string Name { get; }

    private protected abstract string Title { get; }

    private protected abstract string Summary { get; }

    private protected abstract IReadOnlyList<LearningTask> Tasks { get; }

    private protected abstract IReadOnlyList<string> ClassNames { get; }

    /// <summary>Raised whenever the drawing changes, so that images drawn before are drawn again.</summary>
    private protected abstract int Version { get; }

    private protected abstract IImagePainter CreatePainter(int imageSize);

    public sealed override DatasetEntry Entry(TrainingEnvironment environment) => new()
    {
        Name = Name,
        Title = Title,
        Summary = Summary,
        Tasks = Tasks,
        ImageSizeParameter = "imageSize",
        TrainImagesParameter = "trainImages",
        Parameters = SchemaReader.Read(typeof(TOptions)),
    };

    public sealed override ImageDataset Open(
        JsonObject options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(log);
        var chosen = OptionsBinder.Bind<TOptions>(options, "datasetOptions");
        var identity = $"version {Version} seed {chosen.DrawingSeed} train {chosen.TrainImages} test {chosen.TestImages}";
        return new DatasetCache(environment.CacheDirectory, log).Open(
            new CacheKey(Name, identity, chosen.ImageSize, 3),
            chosen.TrainImages + chosen.TestImages,
            writer => Write(writer, chosen, environment.Threads, log, cancellationToken),
            cancellationToken);
    }

    private void Write(CacheWriter writer, TOptions options, int threads, Action<string> log, CancellationToken cancellationToken)
    {
        var progress = new PreparationProgress(Name, options.TrainImages + options.TestImages, log);
        Draw("train", options.TrainImages, 0, writer.AddTrain);
        Draw("test", options.TestImages, options.TrainImages, writer.AddTest);
        writer.Finish(ClassNames, []);

        void Draw(string split, int count, int done, Add add) =>
            OrderedProduction.Run(
                count,
                3 * options.ImageSize * options.ImageSize,
                threads,
                () => new Worker(CreatePainter(options.ImageSize)),
                (index, image, worker) =>
                {
                    worker.Painter.Paint(new CounterRandom(options.DrawingSeed, $"{Name}/{split}", index), Label(index), image);
                    return null;
                },
                (index, image, _) =>
                {
                    add(image, Label(index));
                    progress.Report(done + index + 1);
                },
                cancellationToken);
    }

    /// <summary>The classes take turns, so that every part of the set is balanced.</summary>
    private int Label(int index) => index % ClassNames.Count;

    private delegate void Add(ReadOnlySpan<byte> image, int label);

    private sealed record Worker(IImagePainter Painter) : IDisposable
    {
        public void Dispose()
        {
            // A painter has managed buffers only.
        }
    }
}
