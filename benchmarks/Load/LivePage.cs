using System.Net.ServerSentEvents;

namespace Mantissa.Benchmarks.Load;

/// <summary>What an open page of a run is to the server, but for its circuit: the page itself once, then the run's events until it has ended.</summary>
internal sealed class LivePage(HttpClient pages, HttpClient streams, Guid run, Tally tally)
{
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var page = await pages.GetAsync($"runs/{run}", cancellationToken);
            page.EnsureSuccessStatusCode();
            if (!page.RequestMessage!.RequestUri!.AbsolutePath.EndsWith($"{run}", StringComparison.Ordinal))
                tally.Fail($"a page led elsewhere: {page.RequestMessage.RequestUri.AbsolutePath}");
            using var answer = await streams.GetAsync($"api/v1/runs/{run}/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var last = "";
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
            {
                tally.Add(0);
                if (item.EventType == "run")
                    last = item.Data;
            }

            if (!last.Contains("\"Completed\"", StringComparison.Ordinal))
                tally.Fail("a page's stream ended before its run");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            tally.Fail(failure.Message);
        }
    }
}
