using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Data.Operator;

namespace Mantissa.Testing;

/// <summary>The way in to a site of whoever has its data directory, as the command takes it: for tests and measurements of a site that runs as a process.</summary>
public static class OperatorAccess
{
    /// <summary>A client that may do everything.</summary>
    public static HttpClient ClientOf(string url, string dataDirectory)
    {
        var client = new HttpClient { BaseAddress = new(url), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", OperatorKeyFile.Read(dataDirectory) ?? throw new InvalidOperationException($"There is no key in {dataDirectory}."));
        return client;
    }

    /// <summary>An address that signs a browser in as the administrator, once, and leads to a page that is small.</summary>
    public static async Task<Uri> SignInLinkAsync(this HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var answer = await client.PostAsJsonAsync("/api/v1/sign-in-links", new { to = "/health/live" });
        answer.EnsureSuccessStatusCode();
        return new(client.BaseAddress!, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["path"]!.GetValue<string>());
    }
}
