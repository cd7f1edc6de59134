using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Imaging;
using Mantissa.Training.Trainers.Metrics;
using Mantissa.Training.Trainers.Recording;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>
/// What a generator makes of fixed noise, as a picture and as distances to real images. The noise and the real images are the same at
/// every step and for every format of a seed; nothing is learnt from them.
/// </summary>
internal sealed class GenerationEvaluation : ICheckpointState, IDisposable
{
    private const int GridImages = 64;
    private const int Batch = 64;

    private readonly TrainingContext _context;
    private readonly TrainingRun _run;
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _generator;
    private readonly torch.Tensor _gridNoise;
    private readonly NoiseSource _noise;
    private readonly SlicedWasserstein? _distance;
    private readonly CollapseAlarm _alarm = new();
    private readonly int _distanceImages, _featureImages, _featuresEvery;
    private FeatureMetrics? _features;
    private long _evaluations;

    public GenerationEvaluation(
        TrainingContext context, TrainingRun run, torch.nn.Module<torch.Tensor, torch.Tensor> generator, NoiseSource noise, AdversarialOptions options)
    {
        (_context, _run, _generator, _noise) = (context, run, generator, noise);
        _gridNoise = noise.Fixed(GridImages, "samples").DetachFromDisposeScope();
        _distanceImages = Math.Min(options.SwdImages, context.Dataset.Train.Count);
        _featureImages = Math.Min(options.FeatureImages, context.Dataset.Train.Count);
        _featuresEvery = options.FeaturesEvery;
        if (_distanceImages > 0)
            _distance = new SlicedWasserstein(RealImages.Take(context.Dataset.Train, _distanceImages), context.Images);
        run.State.Add("evaluation", this);
    }

    /// <summary>Real images for comparison, and what the untrained generator makes.</summary>
    public void ShowStart()
    {
        var shape = _context.Images;
        var real = RealImages.Take(_context.Dataset.Train, Math.Min(GridImages, _context.Dataset.Train.Count));
        _context.Observer.Image("real", 0, ImageGrid.Compose(real, shape.Channels, shape.Size, 8));
        ShowSamples(0);
    }

    public void ShowSamples(long step)
    {
        var shape = _context.Images;
        _context.Observer.Image("samples", step, ImageGrid.Compose(Generate(_gridNoise), shape.Channels, shape.Size, 8));
    }

    /// <summary>The sliced Wasserstein distance, and where they are due the figures of <see cref="FeatureMetrics"/>.</summary>
    public IReadOnlyList<(string Metric, double Value)> Measure()
    {
        _evaluations++;
        var due = _featureImages > 1 && (_run.IsLast || (_featuresEvery > 0 && _evaluations % _featuresEvery == 0));
        var count = Math.Max(_distanceImages, due ? _featureImages : 0);
        if (count == 0)
            return [];
        using var scope = torch.NewDisposeScope();
        var images = Generate(_noise.Fixed(count, "distance")).AsSpan();
        var values = images.Length / count;
        return
        [
            .. _distance?.To(images[..(_distanceImages * values)]) ?? [],
            .. due ? CompareFeatures(images[..(_featureImages * values)]) : [],
        ];
    }

    public JsonObject SaveState() => new() { ["evaluations"] = _evaluations, ["alarm"] = _alarm.SaveState() };

    public void LoadState(JsonObject state)
    {
        _evaluations = state["evaluations"]!.GetValue<long>();
        _alarm.LoadState(state["alarm"]!.AsObject());
    }

    public void Dispose()
    {
        _features?.Dispose();
        _gridNoise.Dispose();
    }

    private IReadOnlyList<(string Metric, double Value)> CompareFeatures(ReadOnlySpan<float> images)
    {
        // Not before they are needed: the first run on a dataset trains the network that gives the features.
        _features ??= new FeatureMetrics(_context, RealImages.Take(_context.Dataset.Train, _featureImages));
        var results = _features.Of(images);
        double? Value(string metric) => results.Where(result => result.Metric == metric).Select(result => (double?)result.Value).FirstOrDefault();
        if (_alarm.Check(Value("coverage")!.Value, Value("modes"), _run.LastLoss) is { } message)
            _context.Observer.Event("mode-collapse", message);
        return results;
    }

    /// <summary>Images in −1 … 1, NCHW.</summary>
    private float[] Generate(torch.Tensor noise)
    {
        _generator.eval();
        var images = new float[noise.size(0) * _context.Images.Channels * _context.Images.Size * _context.Images.Size];
        var target = MemoryMarshal.AsBytes(images.AsSpan());
        using var noGradient = torch.no_grad();
        using var frozen = _context.Format.Evaluation();
        for (var start = 0L; start < noise.size(0); start += Batch)
        {
            using var scope = torch.NewDisposeScope();
            _context.CancellationToken.ThrowIfCancellationRequested();
            var made = _generator.call(noise.narrow(0, start, Math.Min(Batch, noise.size(0) - start)).clone()).cpu().contiguous().bytes;
            made.CopyTo(target);
            target = target[made.Length..];
        }

        _generator.train();
        return images;
    }
}
