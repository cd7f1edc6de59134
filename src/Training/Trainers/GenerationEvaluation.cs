using System.Runtime.InteropServices;
using Mantissa.Training.Imaging;
using Mantissa.Training.Trainers.Metrics;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>
/// What a generator makes of fixed noise, as a picture and as a distance to real images. The noise and the real images are the same at
/// every step and for every format of a seed; nothing is learnt from them.
/// </summary>
internal sealed class GenerationEvaluation : IDisposable
{
    private const int GridImages = 64;
    private const int Batch = 64;

    private readonly TrainingContext _context;
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _generator;
    private readonly torch.Tensor _gridNoise;
    private readonly NoiseSource _noise;
    private readonly SlicedWasserstein? _distance;
    private readonly int _images;

    public GenerationEvaluation(
        TrainingContext context, torch.nn.Module<torch.Tensor, torch.Tensor> generator, NoiseSource noise, int distanceImages)
    {
        (_context, _generator, _noise) = (context, generator, noise);
        _gridNoise = noise.Fixed(GridImages, "samples").DetachFromDisposeScope();
        _images = Math.Min(distanceImages, context.Dataset.Train.Count);
        if (_images > 0)
            _distance = new SlicedWasserstein(RealImages.Take(context.Dataset.Train, _images), context.Images);
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

    /// <summary>The sliced Wasserstein distance ×10³: on average and by level of the pyramid.</summary>
    public IReadOnlyList<(string Metric, double Value)> Distance()
    {
        if (_distance is null)
            return [];
        using var scope = torch.NewDisposeScope();
        return _distance.To(Generate(_noise.Fixed(_images, "distance")));
    }

    public void Dispose() => _gridNoise.Dispose();

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
