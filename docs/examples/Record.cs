// Records a run that is made here on a Mantissa site. Needs the .NET SDK, 10 or newer, and nothing else:
//     dotnet run Record.cs http://127.0.0.1:5080
#:property PublishAot=false
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

using var site = new HttpClient { BaseAddress = new Uri(args is [var url, ..] ? url : "http://127.0.0.1:5080") };
site.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("MANTISSA_API_KEY")); // Made on the page Settings.

var run = await PostAsync("runs/external", new JsonObject
{
    ["name"] = "from C#", ["model"] = "parabola", ["dataset"] = "none", ["experiment"] = "examples",
    ["parameters"] = new JsonObject { ["learning_rate"] = 0.1, ["steps"] = 50 },
}, key: Guid.NewGuid().ToString());
var (id, attempt) = ((string)run["id"]!, (int)run["attempt"]!);

const int steps = 50;
var (weight, sequence, waiting, cancelled) = (4.0, 0, new JsonArray(), false);
for (var step = 1; step <= steps; step++)
{
    weight -= 0.1 * 2 * weight; // One step of gradient descent on w².
    waiting.Add(new JsonObject { ["name"] = "train/loss", ["step"] = step, ["value"] = weight * weight, ["time"] = DateTimeOffset.UtcNow });
    if (step % 10 != 0) // A batch is sent now and then, not with every step.
        continue;
    var answer = await PostAsync($"runs/{id}/records", new JsonObject
    {
        ["attempt"] = attempt,
        ["sequence"] = ++sequence,
        ["metrics"] = waiting,
        ["logs"] = new JsonArray(new JsonObject { ["message"] = $"step {step}: w = {weight:F6}" }),
        ["progress"] = new JsonObject { ["step"] = step, ["totalSteps"] = steps, ["epoch"] = (double)step / steps, ["loss"] = weight * weight },
    });
    waiting = [];
    if (cancelled = (bool)answer["cancelRequested"]!)
        break;
}

await PostAsync($"runs/{id}/finish", new JsonObject { ["attempt"] = attempt, ["status"] = cancelled ? "Cancelled" : "Completed" });
Console.WriteLine(run["url"]);

// Posts until the site answers: every request may be repeated, so a lost answer costs nothing.
async Task<JsonNode> PostAsync(string path, JsonObject body, string? key = null)
{
    for (var patience = 1; ; patience *= 2)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = JsonContent.Create(body) };
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);
            using var answer = await site.SendAsync(request);
            if (answer.IsSuccessStatusCode)
                return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            if (answer.StatusCode < HttpStatusCode.InternalServerError || patience > 16)
                throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (HttpRequestException) when (patience <= 16)
        {
        }

        await Task.Delay(TimeSpan.FromSeconds(patience));
    }
}
