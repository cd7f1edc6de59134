using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Imaging;
using Mantissa.Training.Randomness;
using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public sealed class FeatureMetricsTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    private static RunSpecification Gan(JsonObject? training = null) => TrainingFixture.Gan(
        training: training ?? new JsonObject { ["steps"] = 1, ["swdImages"] = 0 });

    private string CacheFile => Directory.GetFiles(fixture.Environment.CacheDirectory, "features-*.safetensors").Single();

    [Theory]
    [InlineData("dcgan")]
    [InlineData("wgan")]
    public void A_run_ends_with_every_figure_and_its_trainer_declares_them(string model)
    {
        var observer = fixture.Train(TrainingFixture.Small(model, "fp32", new JsonObject { ["steps"] = 1, ["swdImages"] = 0 }));
        var declared = TrainingCatalogue.Describe(fixture.Environment).Trainer(model)!.Metrics.Select(metric => metric.Name).ToList();
        foreach (var metric in FeatureMetrics.Entries.Select(entry => entry.Name))
        {
            declared.ShouldContain(metric);
            double.IsFinite(observer.Series(metric).ShouldHaveSingleItem(metric)).ShouldBeTrue(metric);
        }

        observer.Series("modes")[0].ShouldBeInRange(1, 10);
        observer.Series("fid")[0].ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Figures_come_at_every_second_evaluation_also_across_a_resume()
    {
        var specification = Gan(new JsonObject { ["steps"] = 5, ["evaluateEvery"] = 1, ["featuresEvery"] = 2, ["swdImages"] = 0, ["checkpointEvery"] = 1 });
        var whole = fixture.Train(specification);
        whole.Scalars.Where(scalar => scalar.Metric == "fid").Select(scalar => scalar.Step).ShouldBe([2, 4, 5]);
        var resumed = fixture.Train(specification, whole.Checkpoints[0].Content);
        resumed.Scalars.Where(scalar => scalar.Metric == "fid").ShouldBe(whole.Scalars.Where(scalar => scalar.Metric == "fid"));
    }

    [Fact]
    public void The_classifier_is_trained_once_for_a_dataset_and_a_broken_file_again()
    {
        fixture.Train(Gan());
        var good = File.ReadAllBytes(CacheFile);
        Trained(fixture.Train(Gan() with { Seed = 6 })).ShouldBeFalse();
        File.WriteAllBytes(CacheFile, good[..^1]);
        var observer = fixture.Train(Gan());
        Trained(observer).ShouldBeTrue();
        observer.Logs.ShouldContain(log => log.Message.Contains("cannot be used", StringComparison.Ordinal));
        File.ReadAllBytes(CacheFile).ShouldBe(good);
    }

    [Fact]
    public void A_set_of_one_class_is_measured_without_classes()
    {
        using var folder = new TemporaryFolder();
        var random = new CounterRandom(4, "pixels");
        for (var i = 0; i < 40; i++)
        {
            var first = i * 32 * 32 * 3;
            byte[] pixels = [.. Enumerable.Range(first, 32 * 32 * 3).Select(place => (byte)random.Integer((ulong)place, 256))];
            folder.Write($"only/{i}.png", PngEncoder.Encode(pixels, 32, 32));
        }

        var observer = new RecordingObserver();
        TrainingSession.Run(
            Gan() with { Dataset = "image-folder", DatasetOptions = new JsonObject { ["path"] = folder.Path } },
            fixture.Environment with { DataRoots = [folder.Path] }, observer, null, CancellationToken.None);

        double.IsFinite(observer.Series("fid").ShouldHaveSingleItem()).ShouldBeTrue();
        observer.Series("coverage").ShouldHaveSingleItem();
        observer.Series("modes").ShouldBeEmpty();
        observer.Series("class_kl").ShouldBeEmpty();
        observer.Logs.ShouldContain(log => log.Message.Contains("one class", StringComparison.Ordinal));
        Trained(observer).ShouldBeFalse();
    }

    [Fact]
    public void Left_out_when_no_images_are_asked_for() =>
        fixture.Train(Gan(new JsonObject { ["steps"] = 1, ["swdImages"] = 0, ["featureImages"] = 0 })).Series("fid").ShouldBeEmpty();

    private static bool Trained(RecordingObserver observer) =>
        observer.Logs.Any(log => log.Message.StartsWith("Trains a small classifier", StringComparison.Ordinal));
}
