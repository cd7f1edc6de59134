using System.Runtime.InteropServices;
using Mantissa.Catalogue;
using Mantissa.Training.Trainers.Metrics.Features;
using TorchSharp;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// Compares generated with training images by the features of a small classifier that the platform trains on the same dataset: Fréchet
/// and kernel distance, neighbours, and how the images spread over its classes. For a set of one class there is nothing to train, so
/// that the features are those of the untrained network (Naeem et al. 2020, section 4, find that random features serve where no
/// trained ones fit) and the figures about classes are left out.
/// </summary>
internal sealed class FeatureMetrics : IDisposable
{
    private const int Batch = 256;

    private readonly TrainingContext _context;
    private readonly FeatureNetwork _network;
    private readonly torch.Tensor _real;
    private readonly FrechetDistance _frechet;
    private readonly KernelDistance _kernel;
    private readonly NeighbourMetrics _neighbours;
    private readonly ClassBalance? _balance;

    /// <param name="context">Knows the dataset and the cache folder.</param>
    /// <param name="real">Training images that the others will be compared with, −1 … 1, count × channels × size × size; at least 2.</param>
    public FeatureMetrics(TrainingContext context, ReadOnlySpan<float> real)
    {
        _context = context;
        var dataset = context.Dataset;
        _network = new FeatureNetwork(context.Images, Math.Max(2, dataset.ClassCount));
        _network.to(context.Device);
        if (dataset.ClassCount > 1)
        {
            new FeatureCache(context.CacheDirectory, context.Log).Load(_network, dataset, Train, context.CancellationToken);
            _balance = new ClassBalance(dataset.Train.Labels, dataset.ClassCount);
        }
        else
        {
            context.Log("The dataset has one class: features come from an untrained network, and modes and class balance are left out.");
        }

        _network.eval();
        _real = Describe(real).Features.DetachFromDisposeScope();
        (_frechet, _kernel, _neighbours) = (new(_real), new(_real), new(_real));
    }

    public static IReadOnlyList<MetricEntry> Entries { get; } =
    [
        new() { Name = "fid", Title = "Fréchet distance of features (FID)", Goal = MetricGoal.Minimize },
        new() { Name = "kid", Title = "Kernel distance of features (KID)", Unit = "×10⁻³", Goal = MetricGoal.Minimize },
        new() { Name = "precision", Title = "Precision: generated images like real ones", Unit = "fraction", Goal = MetricGoal.Maximize },
        new() { Name = "recall", Title = "Recall: real images that could be generated", Unit = "fraction", Goal = MetricGoal.Maximize },
        new() { Name = "density", Title = "Density", Goal = MetricGoal.Maximize },
        new() { Name = "coverage", Title = "Coverage: real images with a generated one near", Unit = "fraction", Goal = MetricGoal.Maximize },
        new() { Name = "modes", Title = "Classes generated", Unit = "classes", Goal = MetricGoal.Maximize },
        new() { Name = "class_kl", Title = "Divergence of the class histogram", Unit = "nats", Goal = MetricGoal.Minimize },
        new() { Name = "duplicates", Title = "Generated images that repeat a training image", Unit = "fraction", Goal = MetricGoal.Minimize },
    ];

    /// <summary>All figures of <see cref="Entries"/> that the dataset allows.</summary>
    /// <param name="images">Generated images, in the layout of the real ones; at least 2.</param>
    public IReadOnlyList<(string Metric, double Value)> Of(ReadOnlySpan<float> images)
    {
        using var scope = torch.NewDisposeScope();
        var (features, classes) = Describe(images);
        return
        [
            ("fid", _frechet.To(features)),
            ("kid", _kernel.To(features)),
            .. _neighbours.Of(features),
            .. _balance?.Of(classes) ?? [],
        ];
    }

    public void Dispose()
    {
        _neighbours.Dispose();
        _real.Dispose();
        _network.Dispose();
    }

    private void Train()
    {
        _context.Log("Trains a small classifier whose features judge the generated images; later runs on this dataset find it ready.");
        FeatureTraining.Train(_network, _context.Dataset, _context.Device, _context.CancellationToken);
    }

    /// <summary>Features in double precision on the CPU, and the class that the network sees in each image.</summary>
    private (torch.Tensor Features, long[] Classes) Describe(ReadOnlySpan<float> images)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (channels, size) = (_context.Images.Channels, _context.Images.Size);
        var length = channels * size * size;
        var (features, classes) = (new List<torch.Tensor>(), new List<long>());
        while (!images.IsEmpty)
        {
            var count = Math.Min(Batch, images.Length / length);
            var batch = torch.empty(count, channels, size, size, dtype: torch.ScalarType.Float32);
            MemoryMarshal.AsBytes(images[..(count * length)]).CopyTo(batch.bytes);
            var described = _network.Features(batch.to(_context.Device));
            classes.AddRange(_network.Logits(described).argmax(1).cpu().data<long>());
            features.Add(described.cpu().to(torch.ScalarType.Float64));
            images = images[(count * length)..];
        }

        return (torch.cat(features, 0).MoveToOuterDisposeScope(), [.. classes]);
    }
}
