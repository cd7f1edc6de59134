using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Runs of a program elsewhere, recorded over the REST API: as many as a table needs, without training any.</summary>
internal static class RecordedStudy
{
    /// <summary>Two models in three formats with three seeds each: 18 runs, of which the last one failed. Once for a site.</summary>
    public static async Task RecordAsync(string site)
    {
        using var client = new HttpClient { BaseAddress = new(site + "/api/v1/runs/") };
        if ((await client.GetFromJsonAsync<JsonNode>("?archived=any"))!["totalCount"]!.GetValue<int>() > 0)
            return;
        foreach (var model in (string[])["resnet", "alexnet"])
        {
            foreach (var (place, format) in ((string[])["fp32", "flex16+5", "bf16"]).Index())
            {
                foreach (var seed in (int[])[1, 2, 3])
                {
                    var top1 = (model == "resnet" ? 0.9 : 0.6) - (0.02 * place) + (0.004 * seed);
                    var last = (model, place, seed) == ("alexnet", 2, 3);
                    await RecordAsync(client, new() { ["name"] = $"{model} · {format} · seed {seed}", ["model"] = model, ["format"] = format, ["dataset"] = "cifar10", ["seed"] = seed }, top1, last);
                }
            }
        }
    }

    private static async Task RecordAsync(HttpClient client, JsonObject run, double top1, bool failed)
    {
        run["parameters"] = new JsonObject { ["learningRate"] = 0.1, ["epochs"] = 10 };
        run["tags"] = new JsonObject { ["study"] = "formats" };
        var created = await AskAsync(client, "external", run);
        var points = Enumerable.Range(1, 5).Select(step => (JsonNode)new JsonObject { ["name"] = "validation/top1", ["step"] = step, ["value"] = top1 - (0.02 * (5 - step)) });
        var losses = Enumerable.Range(1, 5).Select(step => (JsonNode)new JsonObject { ["name"] = "train/loss", ["step"] = step, ["value"] = (1.5 - top1) / step });
        await AskAsync(client, $"{created["id"]}/records", new()
        {
            ["sequence"] = 1, ["metrics"] = new JsonArray([.. points, .. losses]),
            ["progress"] = new JsonObject { ["step"] = 5, ["totalSteps"] = 5, ["epoch"] = 10, ["imagesPerSecond"] = 812, ["loss"] = (1.5 - top1) / 5 },
        });
        var end = failed ? new JsonObject { ["status"] = "Failed", ["reason"] = "Out of memory." } : new JsonObject { ["status"] = "Completed" };
        await AskAsync(client, $"{created["id"]}/finish", end);
    }

    private static async Task<JsonNode> AskAsync(HttpClient client, string path, JsonObject body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
