using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api.Recording;

[Collection(SiteCollection.Name)]
public sealed class RecordingApiTests(Site site)
{
    private static readonly string Png = Convert.ToBase64String([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 64, 0, 0, 0, 32, 8, 2, 0, 0, 0]);

    [Fact]
    public async Task A_run_made_elsewhere_is_seen_beside_ours()
    {
        var created = await (await site.PostAsync("/api/v1/runs/external", """
            {"name":"from a notebook","model":"my-net","dataset":"my-data","format":"int4","parameters":{"lr":0.1,"optimizer":"adam","nesterov":true},
             "tags":{"team":"vision"},"notes":"*first* try","experiment":"sweep 7"}
            """)).ShouldBeAsync(HttpStatusCode.Created);
        var id = created["id"]!.GetValue<Guid>();
        created["status"]!.GetValue<string>().ShouldBe("Running");
        created["external"]!.GetValue<bool>().ShouldBeTrue();

        var batch = $$$"""
            {"attempt":1,"sequence":1,
             "metrics":[{"name":"train/loss","step":1,"value":2.5,"time":"2026-11-26T09:00:00Z"},{"name":"train/loss","step":2,"value":"NaN"}],
             "images":[{"name":"samples","step":2,"content":"{{{Png}}}"}],
             "artifacts":[{"name":"note.txt","step":2,"contentType":"text/plain","content":"aGk="}],
             "logs":[{"message":"epoch 1","level":"Warning"}],
             "progress":{"step":2,"totalSteps":10,"epoch":0.2,"imagesPerSecond":120,"loss":"NaN"}}
            """;
        var answer = await (await site.PostAsync($"/api/v1/runs/{id}/records", batch)).ShouldBeAsync(HttpStatusCode.OK);
        (await (await site.PostAsync($"/api/v1/runs/{id}/records", batch)).ShouldBeAsync(HttpStatusCode.OK)).ToJsonString().ShouldBe(answer.ToJsonString());

        (await site.GetAsync($"/api/v1/metrics?run={id}&name=train/loss"))["series"]![0]!["values"]!.ToJsonString().ShouldBe("""[2.5,"NaN"]""");
        (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{id}/images"))!.ShouldHaveSingleItem()!["height"]!.GetValue<int>().ShouldBe(32);
        (await site.GetAsync($"/api/v1/runs/{id}/logs"))["lines"]!.AsArray().Count.ShouldBe(1);
        var page = await site.PageAsync($"/runs/{id}");
        page.QuerySelector("h1")!.TextContent.ShouldBe("from a notebook");
        page.Body!.TextContent.ShouldContain("optimizer");
        page.QuerySelector("[data-testid=step-count]")!.TextContent.ShouldBe("2 of 10 steps");
        (await site.GetAsync("/api/v1/runs?search=notebook"))["items"]!.AsArray().Select(run => run!["id"]!.GetValue<Guid>()).ShouldBe([id]);
        (await site.PageAsync($"/compare?runs={id}")).QuerySelector("[data-testid=compare-runs]")!.TextContent.ShouldContain("from a notebook");

        await (await site.PostAsync($"/api/v1/runs/{id}/finish", """{"attempt":1,"status":"Completed"}""")).ShouldBeAsync(HttpStatusCode.OK);
        (await site.PageAsync($"/runs/{id}")).QuerySelector("[data-testid=cancel]").ShouldBeNull();
        (await site.GetAsync($"/api/v1/runs/{id}"))["status"]!.GetValue<string>().ShouldBe("Completed");
    }

    [Fact]
    public async Task Without_any_words_about_it_a_run_still_has_a_page()
    {
        var id = await CreateAsync("{}");

        var page = await site.PageAsync($"/runs/{id}");

        page.QuerySelector("h1")!.TextContent.ShouldBe("External run");
        page.Body!.TextContent.ShouldNotContain("seed 0");
        await site.PageAsync($"/compare?runs={id}");
    }

    [Fact]
    public async Task A_failed_run_is_resumed_and_offers_no_retry_of_ours()
    {
        var id = await CreateAsync("""{"name":"fails"}""");
        await (await site.PostAsync($"/api/v1/runs/{id}/records", """{"sequence":1,"metrics":[{"name":"a","step":1,"value":1}]}""")).ShouldBeAsync(HttpStatusCode.OK);
        await (await site.PostAsync($"/api/v1/runs/{id}/finish", """{"status":"Failed"}""")).ShouldBlameAsync("reason");
        await (await site.PostAsync($"/api/v1/runs/{id}/finish", """{"status":"Running"}""")).ShouldBlameAsync("status");
        await (await site.PostAsync($"/api/v1/runs/{id}/finish", """{"status":"Failed","reason":"Out of memory."}""")).ShouldBeAsync(HttpStatusCode.OK);

        var page = await site.PageAsync($"/runs/{id}");
        page.QuerySelector("[data-testid=status-reason]")!.TextContent.ShouldContain("Out of memory.");
        page.QuerySelector("[data-testid=retry]").ShouldBeNull();
        await (await site.PostAsync($"/api/v1/runs/{id}/retry", "{}")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        var ended = await (await site.PostAsync($"/api/v1/runs/{id}/records", """{"sequence":2}""")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        ended["detail"]!.GetValue<string>().ShouldContain("resume it");

        await (await site.PostAsync($"/api/v1/runs/{id}/resume", """{"afterSequence":2}""")).ShouldBlameAsync("afterSequence");
        (await (await site.PostAsync($"/api/v1/runs/{id}/resume", "{}")).ShouldBeAsync(HttpStatusCode.OK))["attempt"]!.GetValue<int>().ShouldBe(2);
        (await site.GetAsync($"/api/v1/runs/{id}/records")).ToJsonString().ShouldBe("""{"attempt":2,"sequence":0,"status":"Running","cancelRequested":false}""");
        await (await site.PostAsync($"/api/v1/runs/{id}/heartbeat", """{"attempt":1}""")).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        await (await site.PostAsync($"/api/v1/runs/{id}/heartbeat", """{"attempt":2}""")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Files_of_a_run_are_put_listed_served_and_deleted()
    {
        var id = await CreateAsync("{}");
        var path = $"/api/v1/runs/{id}/files/out/gr%C3%B6%C3%9Fe%201.bin";

        (await site.Client.PutAsync(path, new ByteArrayContent([1, 2, 3]))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var listed = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{id}/files"))!.ShouldHaveSingleItem()!;
        var answer = await site.Client.GetAsync(listed["url"]!.GetValue<string>());

        listed["path"]!.GetValue<string>().ShouldBe("out/größe 1.bin");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe([1, 2, 3]);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        await (await site.Client.PutAsync($"/api/v1/runs/{id}/files/a%5Cb", new ByteArrayContent([1]))).ShouldBlameAsync("path");
        (await site.Client.DeleteAsync($"/api/v1/runs/{id}/files/out")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await site.Client.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var ours = (await RecordedRun.StartAsync(site)).Id;
        await (await site.Client.PutAsync($"/api/v1/runs/{ours}/files/a", new ByteArrayContent([1]))).ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"heartbeatTimeoutSeconds":1}""", "heartbeatTimeoutSeconds")]
    [InlineData("""{"startedAt":"1700-01-01T00:00:00Z"}""", "startedAt")]
    [InlineData("""{"parameters":{"a":{"b":1}}}""", "parameters.a")]
    [InlineData("""{"parameters":{"a":null}}""", "parameters.a")]
    [InlineData("""{"model":"a\u0000b"}""", "model")]
    [InlineData("""{"experiment":""}""", "experiment")]
    [InlineData("""{"name":"a","name":"b"}""", "name")]
    [InlineData("""{"nmae":"a"}""", "nmae")]
    [InlineData("""{"seed":"x"}""", "seed")]
    public async Task A_bad_run_names_the_field(string body, string field) =>
        await (await site.PostAsync("/api/v1/runs/external", body)).ShouldBlameAsync(field);

    [Theory]
    [InlineData("""{"sequence":0}""", "sequence")]
    [InlineData("""{"sequence":1,"metrics":[{"name":"a","step":-1,"value":1}]}""", "metrics[0].step")]
    [InlineData("""{"sequence":1,"metrics":[{"name":"a","step":9007199254740992,"value":1}]}""", "metrics[0].step")]
    [InlineData("""{"sequence":1,"metrics":[{"name":"a","step":1,"value":1},{"name":"","step":1,"value":1}]}""", "metrics[1].name")]
    [InlineData("""{"sequence":1,"metrics":[{"name":"a","step":1,"value":1,"time":"1700-01-01T00:00:00Z"}]}""", "metrics[0].time")]
    [InlineData("""{"sequence":1,"metrics":[{"name":"a","step":1,"value":1,"time":"3000-01-01T00:00:00Z"}]}""", "metrics[0].time")]
    [InlineData("""{"sequence":1,"metrics":[{"name":"a","step":1,"value":"much"}]}""", "metrics[0].value")]
    [InlineData("""{"sequence":1,"metrics":[null]}""", "metrics[0]")]
    [InlineData("""{"sequence":1,"images":[{"name":"a","step":1,"content":"aGk="}]}""", "images[0].content")]
    [InlineData("""{"sequence":1,"artifacts":[{"name":"a","step":1,"content":"aGk=","contentType":"x"}]}""", "artifacts[0].contentType")]
    [InlineData("""{"sequence":1,"logs":[{"message":"a","level":"Loud"}]}""", "logs[0].level")]
    [InlineData("""{"sequence":1,"progress":{"step":-1}}""", "progress.step")]
    [InlineData("""{"sequence":1,"sequence":2}""", "sequence")]
    [InlineData("{\"sequence\":1,\"logs\":[{\"message\":\"\\ud800\"}]}", "logs[0].message")]
    public async Task A_bad_batch_names_the_field_and_nothing_is_stored(string body, string field)
    {
        var id = await CreateAsync("{}");

        await (await site.PostAsync($"/api/v1/runs/{id}/records", body)).ShouldBlameAsync(field);

        (await site.GetAsync($"/api/v1/runs/{id}/records"))["sequence"]!.GetValue<long>().ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_may_be_large_but_not_any_size()
    {
        var id = await CreateAsync("{}");
        string Batch(int count) => $$"""{"sequence":1,"metrics":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"name":"a/metric/with/a/long/name","step":{{i}},"value":0.123456789,"time":"2026-11-26T09:00:00Z"}"""))}}]}""";

        (await (await site.PostAsync($"/api/v1/runs/{id}/records", Batch(10_001))).ShouldBlameAsync("metrics")).ShouldContain("at most 10,000 metrics, not 10,001");
        await (await site.PostAsync($"/api/v1/runs/{id}/records", Batch(10_000))).ShouldBeAsync(HttpStatusCode.OK);
        (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{id}/metrics"))![0]!["count"]!.GetValue<long>().ShouldBe(10_000);

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/runs/{id}/records") { Content = new StringContent(new string(' ', (16 << 20) + 1), null, "application/json") };
        request.Headers.ExpectContinue = true;
        await (await site.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Invalid_UTF8_is_refused()
    {
        var id = await CreateAsync("{}");
        using var content = new ByteArrayContent([.. """{"sequence":1,"logs":[{"message":"""u8, (byte)'"', 0xC3, 0x28, (byte)'"', .. "}]}"u8]);
        content.Headers.ContentType = new("application/json");

        await (await site.Client.PostAsync($"/api/v1/runs/{id}/records", content)).ShouldBlameAsync("logs[0].message");
    }

    private async Task<Guid> CreateAsync(string body) =>
        (await (await site.PostAsync("/api/v1/runs/external", body)).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
}
