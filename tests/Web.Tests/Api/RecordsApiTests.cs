using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

/// <summary>What a worker records comes back over the API as it was.</summary>
[Collection(SiteCollection.Name)]
public sealed class RecordsApiTests(Site site)
{
    [Fact]
    public async Task Series_come_with_their_values_those_that_are_not_finite_as_text()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("train/loss", 2.5, double.NaN, 1.25, double.PositiveInfinity);

        var answer = await site.GetAsync($"/api/v1/metrics?run={run.Id}&name=train/loss&name=absent");

        var series = answer["series"]!.AsArray().ShouldHaveSingleItem()!;
        series["steps"]!.AsArray().Select(s => s!.GetValue<long>()).ShouldBe([1, 2, 3, 4]);
        series["values"]!.ToJsonString().ShouldBe("""[2.5,"NaN",1.25,"Infinity"]""");
        var summary = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/metrics"))!.ShouldHaveSingleItem()!;
        summary["min"]!.GetValue<double>().ShouldBe(1.25);
        summary["nonFinite"]!.GetValue<long>().ShouldBe(2);
        summary["last"]!.GetValue<string>().ShouldBe("Infinity");
    }

    [Fact]
    public async Task The_last_value_of_a_declared_metric_is_on_the_run()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("validation/top1", 0.25, 0.75);
        await run.PointsAsync("private/detail", 1);

        var metrics = (await site.GetAsync($"/api/v1/runs/{run.Id}"))["metrics"]!.AsObject();

        metrics.ToJsonString().ShouldBe("""{"validation/top1":0.75}""");
    }

    [Fact]
    public async Task A_range_and_a_budget_of_points_hold()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("train/loss", [.. Enumerable.Range(0, 3000).Select(i => i == 1234 ? 99.0 : 1.0)]);

        var thin = (await site.GetAsync($"/api/v1/metrics?run={run.Id}&name=train/loss&points=50"))["series"]![0]!;
        thin["values"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(50);
        thin["values"]!.AsArray().Select(v => v!.GetValue<double>()).ShouldContain(99.0);
        thin["downsampled"]!.GetValue<bool>().ShouldBeTrue();
        thin["totalPoints"]!.GetValue<long>().ShouldBe(3000);

        var range = (await site.GetAsync($"/api/v1/metrics?run={run.Id}&name=train/loss&from=10&to=19"))["series"]![0]!;
        range["steps"]!.AsArray().Select(s => s!.GetValue<long>()).ShouldBe(Enumerable.Range(10, 10).Select(s => (long)s));
    }

    [Theory]
    [InlineData("?name=a", "run", "1 to 200")]
    [InlineData("?run={run}", "name", "at least one metric")]
    [InlineData("?run={run}&name=a&points=5001", "points", "5000")]
    [InlineData("?run={run}&name=a&points=0", "points", "5000")]
    [InlineData("?run={run}&name=a&from=9&to=3", "from", "after the last")]
    [InlineData("?run=x&name=a", "run", "'x'")]
    [InlineData("?run={run}&name=a&from=x", "from", "'x'")]
    public async Task A_bad_query_of_series_names_the_parameter(string query, string parameter, string words)
    {
        var path = "/api/v1/metrics" + query.Replace("{run}", $"{Guid.CreateVersion7()}", StringComparison.Ordinal);

        (await (await site.Client.GetAsync(path)).ShouldBlameAsync(parameter)).ShouldContain(words);
    }

    [Fact]
    public async Task More_than_two_hundred_runs_are_refused()
    {
        var query = string.Join('&', Enumerable.Range(0, 201).Select(_ => $"run={Guid.CreateVersion7()}"));

        (await (await site.Client.GetAsync($"/api/v1/metrics?name=a&{query}")).ShouldBlameAsync("run")).ShouldContain("not 201");
    }

    [Fact]
    public async Task A_series_downloads_as_CSV()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("train/loss", 0.1, double.NaN);

        var answer = await site.Client.GetAsync($"/api/v1/runs/{run.Id}/metrics.csv?name=train/loss");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Content.Headers.ContentDisposition!.FileName!.ShouldContain("train-loss.csv");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            "step,value,time\n1,0.1,1970-01-01T00:00:00.0000000+00:00\n2,NaN,1970-01-01T00:00:01.0000000+00:00\n");
        await (await site.Client.GetAsync($"/api/v1/runs/{run.Id}/metrics.csv?name=none")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.GetAsync($"/api/v1/runs/{run.Id}/metrics.csv")).ShouldBlameAsync("name");
    }

    [Fact]
    public async Task Pictures_are_listed_and_served_as_they_were_recorded()
    {
        var run = await RecordedRun.StartAsync(site);
        byte[] png = [137, 80, 78, 71, 1, 2, 3];
        await run.CommitAsync(batch => batch with { Images = [new("samples", 40, 64, 32, png)] });

        var listed = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/images"))!.ShouldHaveSingleItem()!;
        var answer = await site.Client.GetAsync(listed["url"]!.GetValue<string>());

        listed["width"]!.GetValue<int>().ShouldBe(64);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(png);
        await (await site.Client.GetAsync($"/api/v1/runs/{run.Id}/images/samples/41")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_log_comes_in_pages_and_can_be_searched()
    {
        var run = await RecordedRun.StartAsync(site);
        var now = DateTimeOffset.UnixEpoch;
        await run.CommitAsync(batch => batch with { LogLines = [.. Enumerable.Range(1, 5).Select(i => new LogRecord(now, RunLogLevel.Information, $"line {i} of 100%"))] });

        var first = await site.GetAsync($"/api/v1/runs/{run.Id}/logs?limit=3");
        var rest = await site.GetAsync($"/api/v1/runs/{run.Id}/logs?limit=3&after={first["next"]}");
        var found = await site.GetAsync($"/api/v1/runs/{run.Id}/logs?search={Uri.EscapeDataString("LINE 4 of 100%")}");

        first["lines"]!.AsArray().Concat(rest["lines"]!.AsArray()).Select(l => l!["message"]!.GetValue<string>())
            .ShouldBe(Enumerable.Range(1, 5).Select(i => $"line {i} of 100%"));
        found["lines"]!.AsArray().Count.ShouldBe(1);
        await (await site.Client.GetAsync($"/api/v1/runs/{run.Id}/logs?limit=501")).ShouldBlameAsync("limit");
        await (await site.Client.GetAsync($"/api/v1/runs/{run.Id}/logs?search={new string('x', 201)}")).ShouldBlameAsync("search");
    }

    [Fact]
    public async Task A_checkpoint_downloads_whole_under_its_hash()
    {
        var run = await RecordedRun.StartAsync(site);
        var content = RandomNumberGenerator.GetBytes((9 << 20) + 17);
        await run.CommitAsync(batch => batch with { Checkpoint = new(40, 1.5, CheckpointKind.Periodic, content) });

        var listed = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/checkpoints"))!.ShouldHaveSingleItem()!;
        var answer = await site.Client.GetAsync(listed["url"]!.GetValue<string>());

        listed["sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        answer.Content.Headers.ContentLength.ShouldBe(content.Length);
        answer.Content.Headers.ContentDisposition!.FileName!.ShouldEndWith("step-40.safetensors");
        SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()).ShouldBe(SHA256.HashData(content));
        await (await site.Client.GetAsync($"/api/v1/checkpoints/{Guid.CreateVersion7()}/content")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Weights_download_alone_from_any_checkpoint_and_the_final_ones_from_the_run()
    {
        var run = await RecordedRun.StartAsync(site);
        var header = """{"__metadata__":{"mantissa":"{\"weights\":[\"w\"]}"},"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"m":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}"""u8;
        byte[] content = [.. BitConverter.GetBytes((long)header.Length), .. header, 7, 8, 9];
        (await (await site.Client.GetAsync($"/api/v1/runs/{run.Id}/weights")).ShouldBeProblemAsync(HttpStatusCode.NotFound))["detail"]!.GetValue<string>().ShouldContain("has not come to its end");
        await run.CommitAsync(batch => batch with { Checkpoint = new(40, 1.5, CheckpointKind.Final, content) });

        var listed = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/checkpoints"))!.ShouldHaveSingleItem()!;
        var answer = await site.Client.GetAsync($"/api/v1/runs/{run.Id}/weights");
        var file = await answer.Content.ReadAsByteArrayAsync();

        answer.Content.Headers.ContentDisposition!.FileName!.ShouldEndWith("step-40-weights.safetensors");
        file[^2..].ShouldBe([7, 8]);
        var written = JsonNode.Parse(file.AsSpan(8, (int)BitConverter.ToInt64(file)))!.AsObject();
        written.Select(entry => entry.Key).ShouldBe(["__metadata__", "w"]);
        written["__metadata__"]!["format"]!.GetValue<string>().ShouldBe("pt");
        written["__metadata__"]!["model"]!.GetValue<string>().ShouldBe("resnet");
        (await site.Client.GetByteArrayAsync(listed["weightsUrl"]!.GetValue<string>())).ShouldBe(file);
        (await site.PageAsync($"/runs/{run.Id}")).QuerySelector("[data-testid=final-weights]")!.GetAttribute("href").ShouldBe(listed["weightsUrl"]!.GetValue<string>());
        await (await site.Client.GetAsync($"/api/v1/checkpoints/{Guid.CreateVersion7()}/weights")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.GetAsync($"/api/v1/runs/{Guid.CreateVersion7()}/weights")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Files_are_listed_and_served_for_download_only()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.CommitAsync(batch => batch with { Artifacts = [new("page.html", 4, "text/html", "<script>"u8.ToArray())] });

        var listed = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/artifacts"))!.ShouldHaveSingleItem()!;
        var answer = await site.Client.GetAsync(listed["url"]!.GetValue<string>());

        (listed["size"]!.GetValue<long>(), listed["contentType"]!.GetValue<string>()).ShouldBe((8, "text/html"));
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("<script>");
        await (await site.Client.GetAsync($"/api/v1/runs/{run.Id}/artifacts/page.html/5")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.GetAsync($"/api/v1/runs/{Guid.CreateVersion7()}/artifacts")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_history_tells_every_change_with_its_cause()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.CompleteAsync(RunStatus.Failed, "The zip is not a zip.");

        var history = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/history"))!;

        history.Select(e => e!["to"]?.GetValue<string>()).ShouldBe(["Queued", "Starting", "Running", "Failed"]);
        history[^1]!["message"]!.GetValue<string>().ShouldContain("The zip is not a zip.");
        (await site.GetAsync($"/api/v1/runs/{run.Id}"))["statusReason"]!.GetValue<string>().ShouldBe("The zip is not a zip.");
    }
}
