using Mantissa.Training.Datasets.Loading;
using Mantissa.Training.Trainers.Metrics;
using Mantissa.Training.Trainers.Recording;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Trainers;

/// <summary>
/// Loss and accuracy on test images, without learning anything from them: batch norm uses its running statistics, the format its
/// present exponents. A limited number of images is a sample drawn once, the same for every seed and format.
/// </summary>
internal sealed class ClassificationEvaluation(TrainingContext context, int limit)
{
    private const int Batch = 256;
    private const long SampleSeed = 0;

    private readonly int _images = limit > 0 ? Math.Min(limit, context.Dataset.Test.Count) : context.Dataset.Test.Count;
    private readonly int _top = Math.Min(5, context.Dataset.ClassCount);

    /// <summary>At the last step it also records which classes were taken for which.</summary>
    /// <returns>Mean loss, and the shares of images whose class is the first, or among the first five, of the logits.</returns>
    public IReadOnlyList<(string Metric, double Value)> Of(Module<torch.Tensor, torch.Tensor> network, TrainingRun run)
    {
        if (_images == 0)
            return [];
        network.eval();
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var frozen = context.Format.Evaluation();
        using var feed = Feed();
        var confusion = run.IsLast ? new ConfusionMatrix(context.Dataset.ClassNames) : null;
        var sums = torch.zeros(3, dtype: torch.ScalarType.Float64, device: context.Device);
        for (var left = _images; left > 0; left -= Batch)
        {
            using var batch = torch.NewDisposeScope();
            context.CancellationToken.ThrowIfCancellationRequested();
            var (images, labels) = feed.Next(context.CancellationToken);
            if (left < labels.size(0))
                (images, labels) = (images.narrow(0, 0, left), labels.narrow(0, 0, left));
            sums.add_(Results(network.call(images), labels, confusion));
        }

        network.train();
        if (confusion is not null)
            context.Observer.Artifact(ConfusionMatrix.FileName, run.Step, ConfusionMatrix.ContentType, confusion.ToJson());
        var means = (sums / _images).cpu().data<double>();
        return [("validation/loss", means[0]), ("validation/top1", means[1]), ("validation/top5", means[2])];
    }

    private torch.Tensor Results(torch.Tensor logits, torch.Tensor labels, ConfusionMatrix? confusion)
    {
        var loss = functional.cross_entropy(logits, labels, reduction: Reduction.Sum);
        var first = logits.topk(_top, 1).indexes;
        confusion?.Add(labels, first.select(1, 0));
        var hits = first.eq(labels.unsqueeze(1));
        return torch.stack([loss.to(torch.ScalarType.Float64), hits.narrow(1, 0, 1).sum(torch.ScalarType.Float64), hits.sum(torch.ScalarType.Float64)]);
    }

    private ImageFeed Feed() => new(
        context.Dataset.Test,
        new BatchOptions
        {
            Batch = Batch,
            Shuffle = _images < context.Dataset.Test.Count,
            Normalisation = Normalisation.Standard(context.Dataset.Colours),
            Seed = SampleSeed,
        },
        context.Device);
}
