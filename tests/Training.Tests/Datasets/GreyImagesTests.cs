using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Tests.Datasets.Mnist;

namespace Mantissa.Training.Tests.Datasets;

/// <summary>Images of one channel go all the way through classifiers and generators.</summary>
public sealed class GreyImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_classifier_trains_on_digits() =>
        Train(TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 2, ["batch"] = 8 }))
            .Series("validation/top1").ShouldNotBeEmpty();

    [Fact]
    public void A_generator_draws_digits()
    {
        var samples = Train(TrainingFixture.Gan(training: new JsonObject { ["steps"] = 2, ["batch"] = 8, ["sampleEvery"] = 1 }))
            .Images.Where(image => image.Name == "samples").ToList();

        samples.ShouldNotBeEmpty();
    }

    private RecordingObserver Train(RunSpecification run)
    {
        byte[] Digits(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
        _folder.Write("data/train-images-idx3-ubyte", IdxBytes.Images(64, 28));
        _folder.Write("data/train-labels-idx1-ubyte", IdxBytes.Labels(Digits(64)));
        _folder.Write("data/t10k-images-idx3-ubyte", IdxBytes.Images(32, 28));
        _folder.Write("data/t10k-labels-idx1-ubyte", IdxBytes.Labels(Digits(32)));
        var observer = new RecordingObserver();
        TrainingSession.Run(
            run with { Dataset = "mnist", DatasetOptions = new JsonObject { ["path"] = _folder.File("data") } },
            new TrainingEnvironment(_folder.File("cache"), [_folder.File("data")], 2), observer, null, CancellationToken.None);
        return observer;
    }
}
