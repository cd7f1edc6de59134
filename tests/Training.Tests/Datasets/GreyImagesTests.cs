using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Tests.Datasets.Mnist;

namespace Mantissa.Training.Tests.Datasets;

/// <summary>Images of one channel go all the way through classifiers and generators.</summary>
public sealed class GreyImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(TrainingFixture.Runs), MemberType = typeof(TrainingFixture))]
    public void Every_model_trains_on_digits(string run)
    {
        var seen = Train(TrainingFixture.Small(run, "fp32", new JsonObject { ["steps"] = 2, ["batch"] = 8 }));

        var results = seen.Series("validation/top1").Concat(seen.Series("swd")).ToList();
        results.ShouldNotBeEmpty();
        results.ShouldAllBe(value => double.IsFinite(value));
    }

    [Fact]
    public void A_generator_draws_digits()
    {
        var samples = Train(TrainingFixture.Gan(training: new JsonObject { ["steps"] = 2, ["batch"] = 8, ["sampleEvery"] = 1 }))
            .Images.Where(image => image.Name == "samples").ToList();

        samples.ShouldNotBeEmpty();
    }

    [Fact]
    public void Digits_are_not_mirrored_unless_asked_for()
    {
        var losses = new[] { "automatic", "off", "on" }.ToDictionary(flip => flip, flip => Train(TrainingFixture.Classifier(
            training: new JsonObject { ["steps"] = 2, ["batch"] = 16, ["flip"] = flip })).Series("train/loss").ToList());

        losses["automatic"].ShouldBe(losses["off"]);
        losses["automatic"].ShouldNotBe(losses["on"]);
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
