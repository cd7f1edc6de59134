using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Mantissa.Cli.Chaos.Faults;

/// <summary>Follows a run as an open page does: it comes back when the site does, and asks for what it has missed.</summary>
internal sealed class LivePage(HttpClient site, Guid run)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly List<string> seen = [];

    /// <summary>What has happened to the run, by kind, in order.</summary>
    public IReadOnlyList<string> Seen => seen;

    public int Connections { get; private set; }

    /// <summary>Comes back when the run has ended.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var last = "0";
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{run}/events");
                request.Headers.Add("Last-Event-ID", last);
                using var response = await site.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                response.EnsureSuccessStatusCode();
                Connections++;
                await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
                {
                    using var data = JsonDocument.Parse(item.Data is "" ? "null" : item.Data);
                    if (item.EventType == "history")
                    {
                        last = item.EventId!;
                        seen.Add(data.RootElement.GetProperty("kind").GetString()!);
                    }
                    else if (item.EventType == "run" && data.RootElement.GetProperty("status").GetString() is "Completed" or "Failed" or "Cancelled")
                    {
                        return;
                    }
                }
            }
            catch (Exception away) when (away is HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError } or IOException)
            {
                // As a browser's EventSource: again, soon.
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
