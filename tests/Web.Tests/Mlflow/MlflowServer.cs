using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Mlflow;

/// <summary>The site as a client of MLflow talks to it: bodies as such clients write them, answers as they read them.</summary>
internal static class MlflowServer
{
    public const string Api = "/api/2.0/mlflow";

    /// <summary>A call that succeeds: 200 with a JSON object.</summary>
    public static async Task<JsonObject> CallAsync(this Site site, string endpoint, string body)
    {
        var answer = await site.PostAsync($"{Api}/{endpoint}", body);
        return await ReadAsync(answer);
    }

    public static async Task<JsonObject> AskAsync(this Site site, string endpointAndQuery) =>
        await ReadAsync(await site.Client.GetAsync($"{Api}/{endpointAndQuery}"));

    /// <summary>The answer is an error of this code, with MLflow's status for it and a message.</summary>
    public static async Task<string> ShouldBeErrorAsync(this Task<HttpResponseMessage> asked, HttpStatusCode status, string code)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var error = JsonNode.Parse(text)!.AsObject();
        error.Select(field => field.Key).ShouldBe(["error_code", "message"]);
        error["error_code"]!.GetValue<string>().ShouldBe(code, text);
        return error["message"]!.GetValue<string>();
    }

    public static Task<HttpResponseMessage> TryAsync(this Site site, string endpoint, string body) => site.PostAsync($"{Api}/{endpoint}", body);

    /// <returns>The new run's id.</returns>
    public static async Task<string> CreateRunAsync(this Site site, string experiment = "0", string name = "a run") =>
        (await site.CallAsync("runs/create", $$"""{"experiment_id":"{{experiment}}","run_name":"{{name}}","start_time":1764150000000}"""))["run"]!["info"]!["run_id"]!.GetValue<string>();

    public static async Task<string> CreateExperimentAsync(this Site site, string name) =>
        (await site.CallAsync("experiments/create", $$"""{"name":"{{name}}"}"""))["experiment_id"]!.GetValue<string>();

    public static async Task<JsonNode> RunAsync(this Site site, string id) => (await site.AskAsync($"runs/get?run_id={id}&run_uuid={id}"))["run"]!;

    /// <summary>Entries as <c>key=value</c>, by key.</summary>
    public static IEnumerable<string> Entries(this JsonNode? list) => list!.AsArray().Select(entry => $"{entry!["key"]}={entry["value"]}");

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonNode.Parse(text)!.AsObject();
    }
}
