using System.Net;
using System.Net.WebSockets;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Security;

[Collection(SiteCollection.Name)]
public sealed class HeadersTests(Site site)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/css/tokens.css")]
    [InlineData("/api/v1/runs")]
    [InlineData("/api/v1/runs?limit=0")]
    [InlineData("/api/nothing")]
    [InlineData("/nothing")]
    public async Task Every_answer_says_what_a_page_may_do(string path)
    {
        var answer = await site.Client.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.Contains("Server").ShouldBeFalse();

        // A promise for a year that nothing on this machine's loopback address could keep.
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Fact]
    public async Task No_page_has_an_inline_script()
    {
        var page = await site.PageAsync("/");

        page.Scripts.Length.ShouldBeGreaterThan(2);
        page.Scripts.ShouldAllBe(s => s.Source != null && s.Text.Length == 0);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_is_not_ours_is_refused(string host)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/runs") { Headers = { Host = host } };

        (await site.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task What_another_sites_page_sends_changes_nothing(string origin)
    {
        var run = (await (await site.PostAsync("/api/v1/runs", """{"model":"resnet","dataset":"shapes"}""")).ShouldBeAsync(HttpStatusCode.Created))["id"];
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/runs/{run}/cancel");
        request.Headers.Add("Origin", origin);

        await (await site.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);

        (await site.GetAsync($"/api/v1/runs/{run}"))["status"]!.GetValue<string>().ShouldBe("Queued");
    }

    [Fact]
    public async Task Another_sites_page_cannot_open_a_circuit()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "http://evil.example");

        await (await site.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.SwitchingProtocols)]
    public async Task Nor_a_web_socket_without_asking(string? origin, HttpStatusCode status)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin ?? site.Address.GetLeftPart(UriPartial.Authority));
        var opening = socket.ConnectAsync(new UriBuilder(site.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, default);
        if (status == HttpStatusCode.SwitchingProtocols)
            await opening;
        else
            await Should.ThrowAsync<WebSocketException>(opening);

        socket.HttpStatusCode.ShouldBe(status);
    }
}
