using System.Text.Json;
using Mantissa.Testing;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Comparisons that train in seconds. Each is submitted once, however many tests ask for it.</summary>
internal static class SmallComparisons
{
    private const int Patience = 180_000;

    /// <summary>Two formats, two seeds.</summary>
    private const string Classifier = """
        {
          "name": "Shapes, two formats",
          "models": [
            { "model": "resnet", "modelOptions": { "depth": 8 }, "dataset": "shapes", "datasetOptions": { "trainImages": 200, "testImages": 100 },
              "training": { "batch": 32, "steps": 20, "recordEvery": 1, "formatEvery": 2, "evaluateEvery": 5 } }
          ],
          "formats": ["fp32", "flex16+5"], "seeds": [1, 2]
        }
        """;

    private const string Generator = """
        {
          "name": "Generated shapes",
          "models": [
            { "model": "wgan", "modelOptions": { "features": 4 }, "dataset": "shapes", "datasetOptions": { "trainImages": 200, "testImages": 100 },
              "training": { "batch": 32, "steps": 4, "recordEvery": 1, "evaluateEvery": 2, "sampleEvery": 2 } }
          ],
          "formats": ["fp32", "flex16+5"]
        }
        """;

    /// <summary>One of a classifier, then one of a generator. The addresses of both.</summary>
    public static async Task<(string Classifier, string Generator)> SubmitAsync(Visitor visitor) =>
        (await SubmitAsync(visitor, "classifier", Classifier), await SubmitAsync(visitor, "generator", Generator));

    /// <summary>The same, and waits until they have ended.</summary>
    public static async Task<(string Classifier, string Generator)> TrainAsync(Visitor visitor)
    {
        var both = await SubmitAsync(visitor);
        await Eventually.TrueAsync(async () => (await RunsAsync(visitor)).All(run => run.Status == "Completed"), TimeSpan.FromMilliseconds(Patience));
        return both;
    }

    /// <summary>All runs there are, the last one first.</summary>
    public static async Task<IReadOnlyList<(string Id, string Status)>> RunsAsync(Visitor visitor)
    {
        var answer = await visitor.Page.APIRequest.GetAsync("/api/v1/runs");
        using var document = JsonDocument.Parse(await answer.TextAsync());
        return
        [
            .. document.RootElement.GetProperty("items").EnumerateArray()
                .Select(run => (run.GetProperty("id").GetString()!, run.GetProperty("status").GetString()!)),
        ];
    }

    /// <summary>Refused until the worker has published what it can train.</summary>
    private static async Task<string> SubmitAsync(Visitor visitor, string key, string grid)
    {
        var address = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await visitor.Page.APIRequest.PostAsync("/api/v1/comparisons", new()
                {
                    Headers = [new("Content-Type", "application/json"), new("Idempotency-Key", key)], Data = grid,
                });
                if (!answer.Ok)
                    return false;
                using var document = JsonDocument.Parse(await answer.TextAsync());
                address = $"/comparisons/{document.RootElement.GetProperty("id").GetString()}";
                return true;
            },
            TimeSpan.FromMilliseconds(Patience));
        return address;
    }
}
