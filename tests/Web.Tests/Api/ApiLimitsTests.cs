using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

public sealed class ApiLimitsTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Site _site = new() { Settings = { ["MANTISSA_API_RATE"] = "5" } };

    public Task InitializeAsync() => _site.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_ask_again()
    {
        // At once, so that no machine is too slow for them to be too many.
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => _site.Client.GetAsync("/api/v1/queues")));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBeGreaterThanOrEqualTo(10);
        var refused = answers.First(a => a.StatusCode != HttpStatusCode.OK);
        (await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests))["detail"]!.GetValue<string>().ShouldContain("Try again in 1 s");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await _site.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        (await _site.Client.GetAsync("/api/v1/queues")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
