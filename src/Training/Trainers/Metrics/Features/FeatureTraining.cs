using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Loading;
using TorchSharp;

namespace Mantissa.Training.Trainers.Metrics.Features;

/// <summary>
/// Trains the feature network on a dataset: Adam, single precision, 300 steps of 64 images or ten epochs, whichever is less. Nothing in
/// it depends on a run, so that all runs on the dataset measure with the same features.
/// </summary>
internal static class FeatureTraining
{
    private const int MostSteps = 300;
    private const int MostEpochs = 10;
    private const int Batch = 64;
    private const double LearningRate = 2e-3;

    public static void Train(FeatureNetwork network, ImageDataset dataset, torch.Device device, CancellationToken cancellationToken)
    {
        var options = new BatchOptions
        {
            Batch = Math.Min(Batch, dataset.Train.Count),
            Shuffle = true,
            DropLast = true,
            Normalisation = Normalisation.SignedUnit(dataset.Channels),
        };
        using var feed = new ImageFeed(dataset.Train, options, device);
        using var optimizer = torch.optim.Adam(network.parameters(), LearningRate);
        network.train();
        for (var left = Math.Min(MostSteps, MostEpochs * feed.BatchesPerEpoch); left > 0; left--)
        {
            using var scope = torch.NewDisposeScope();
            var (images, labels) = feed.Next(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            optimizer.zero_grad();
            torch.nn.functional.cross_entropy(network.call(images), labels).backward();
            optimizer.step();
        }
    }
}
