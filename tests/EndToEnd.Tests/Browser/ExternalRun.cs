using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Records runs as a program elsewhere does it, over the REST API: within milliseconds, without training any.</summary>
internal sealed class ExternalRun(PlatformUnderTest platform) : IDisposable
{
    private readonly HttpClient client = platform.Operator();

    /// <summary>Runs there are, archived or not.</summary>
    public async Task<int> CountAsync() => (await client.GetFromJsonAsync<JsonNode>("/api/v1/runs?archived=any"))!["totalCount"]!.GetValue<int>();

    /// <summary>Makes a run, records one batch, and ends it.</summary>
    public async Task<Guid> RecordAsync(object run, object records, object ending)
    {
        var id = (await PostAsync("external", run))["id"]!.GetValue<Guid>();
        await PostAsync($"{id}/records", records);
        await PostAsync($"{id}/finish", ending);
        return id;
    }

    public void Dispose() => client.Dispose();

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        var answer = await client.PostAsJsonAsync($"/api/v1/runs/{path}", body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
