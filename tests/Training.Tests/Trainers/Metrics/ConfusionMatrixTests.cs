using System.Text.Json.Nodes;
using Mantissa.Training.Trainers.Metrics;
using TorchSharp;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public sealed class ConfusionMatrixTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Fact]
    public void Rows_are_true_classes_and_columns_predicted_ones()
    {
        var matrix = new ConfusionMatrix(["cat", "dog", "\"<x>\""]);
        using (var scope = torch.NewDisposeScope())
        {
            matrix.Add(torch.tensor([0L, 0, 1, 2]), torch.tensor([0L, 1, 1, 0]));
            matrix.Add(torch.tensor([0L]), torch.tensor([1L]));
        }

        var json = JsonNode.Parse(matrix.ToJson())!;
        json["classes"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["cat", "dog", "\"<x>\""]);
        json["counts"]!.ToJsonString().ShouldBe("[[1,2,0],[0,1,0],[1,0,0]]");
    }

    [Fact]
    public void A_run_ends_with_one_that_agrees_with_its_accuracy()
    {
        var observer = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["evaluateEvery"] = 4 }));
        var (name, step, contentType, content) = observer.Artifacts.Single(artifact => artifact.Name == "confusion-matrix.json");
        (name, step, contentType).ShouldBe(("confusion-matrix.json", 10, "application/json"));
        var counts = JsonNode.Parse(content)!["counts"]!.AsArray().Select(row => row!.AsArray().Select(n => n!.GetValue<long>()).ToArray()).ToArray();
        counts.Sum(row => row.Sum()).ShouldBe(100);
        (Enumerable.Range(0, 10).Sum(i => counts[i][i]) / 100.0).ShouldBe(observer.Series("validation/top1")[^1], 1e-12);
    }
}
