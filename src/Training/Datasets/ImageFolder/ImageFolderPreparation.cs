using Mantissa.Training.Datasets.Caching;
using Mantissa.Training.Imaging;

namespace Mantissa.Training.Datasets.ImageFolder;

/// <summary>Decodes, crops and resizes every file once, on several threads, and keeps a list of those that are broken.</summary>
internal sealed class ImageFolderPreparation(
    string dataset, ImageFiles files, ImageLayout layout, ImageFolderOptions options, Action<string> log)
{
    private readonly List<string> _broken = [];
    private readonly SourceSides?[] _sides = new SourceSides?[files.Names.Count];
    private readonly PreparationProgress _progress = new(dataset, layout.Train.Count + layout.Test.Count, log);

    /// <exception cref="TrainingInputException">More images are broken than allowed, or all images of a class are.</exception>
    public void Write(CacheWriter writer, int threads, CancellationToken cancellationToken)
    {
        var trained = new int[layout.ClassNames.Count];
        Write(layout.Train, 0, (image, label) => { writer.AddTrain(image, label); trained[label]++; }, threads, cancellationToken);
        Write(layout.Test, layout.Train.Count, writer.AddTest, threads, cancellationToken);
        if (trained.AsSpan().IndexOf(0) is >= 0 and var empty)
            throw Unusable($"All training images of the class '{layout.ClassNames[empty]}' are broken: {string.Join("; ", _broken.Take(10))}.");
        if (writer.TestImages == 0)
            throw Unusable($"All test images are broken: {string.Join("; ", _broken.Take(10))}.");
        writer.Finish(layout.ClassNames, _broken, _sides.OfType<SourceSides>().Aggregate((all, one) => all.Union(one)));
    }

    private delegate void Add(ReadOnlySpan<byte> image, int label);

    private void Write(IReadOnlyList<(int File, int Label)> items, int done, Add add, int threads, CancellationToken cancellationToken) =>
        OrderedProduction.Run(
            items.Count,
            3 * options.ImageSize * options.ImageSize,
            threads,
            () => new Worker(options.ImageSize),
            (index, image, worker) => worker.Decode(files, items[index].File, image, ref _sides[items[index].File]),
            (index, image, problem) =>
            {
                if (problem is null)
                    add(image, items[index].Label);
                else
                    NoteBroken(files.Names[items[index].File], problem);
                _progress.Report(done + index + 1);
            },
            cancellationToken);

    private void NoteBroken(string name, string problem)
    {
        _broken.Add($"{name}: {problem}");
        log($"Left out {name}: {problem}.");
        if (_broken.Count > options.BrokenLimit)
            throw Unusable(
                $"More than {options.BrokenLimit:N0} images in '{options.Path}' cannot be used, which is the limit set by brokenLimit: {string.Join("; ", _broken.Take(10))}.");
    }

    private static TrainingInputException Unusable(string message) => new("datasetOptions.path", message);

    /// <summary>What one thread needs.</summary>
    private sealed class Worker(int size) : IDisposable
    {
        private readonly ImageDecoder _decoder = new(ImageLimits.Default);
        private readonly SquareResampler _resampler = new(size);
        private byte[] _file = [];

        public string? Decode(ImageFiles files, int file, Span<byte> target, ref SourceSides? sides)
        {
            try
            {
                // Twice the target's side leaves the resampler enough to average.
                var image = _decoder.Decode(files.Read(file, ref _file), 2 * size);
                sides = SourceSides.Of(image.Original.Width, image.Original.Height);
                _resampler.Resample(image, target);
                return null;
            }
            catch (InvalidImageException exception)
            {
                return exception.Message;
            }
        }

        public void Dispose() => _decoder.Dispose();
    }
}
