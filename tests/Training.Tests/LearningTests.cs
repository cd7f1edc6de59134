using System.Text.Json.Nodes;

namespace Mantissa.Training.Tests;

/// <summary>Training leads somewhere, in every format.</summary>
public sealed class LearningTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Theory]
    [InlineData("fp32")]
    [InlineData("flex16+5")]
    public void A_small_classifier_learns_its_images(string format)
    {
        var observer = fixture.Train(TrainingFixture.Classifier(format, new JsonObject
        {
            ["steps"] = 100,
            ["learningRate"] = 0.05,
            ["schedule"] = "cosine",
            ["recordEvery"] = 10,
            ["evaluateEvery"] = 100,
            ["augment"] = false,
        }));
        observer.Series("train/loss")[^1].ShouldBeLessThan(1.8);
        // Guessing is 0.1.
        observer.Series("train/top1")[^1].ShouldBeGreaterThan(0.4);
    }
}
