using System.Globalization;
using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Mlflow;

[Collection(SiteCollection.Name)]
public sealed class LoggingTests(Site site)
{
    [Fact]
    public async Task A_batch_that_is_sent_twice_is_there_once()
    {
        var id = await site.CreateRunAsync();
        var batch = $$"""
            {"run_id":"{{id}}",
             "metrics":[{"key":"loss","value":2.5,"timestamp":1764150001000,"step":1},{"key":"loss","value":"NaN","timestamp":"1764150002000","step":"2"},
                        {"key":"loss","value":"Infinity","timestamp":1764150003000,"step":3},{"key":"loss","value":"-Infinity","timestamp":1764150004000,"step":-4},
                        {"key":"acc","value":"0.25","timestamp":1764150001000}],
             "params":[{"key":"lr","value":"0.1"},{"key":"opt/name","value":"adam"}],
             "tags":[{"key":"stage","value":"dev"}]}
            """;

        (await site.CallAsync("runs/log-batch", batch)).ShouldBeEmpty();
        (await site.CallAsync("runs/log-batch", batch)).ShouldBeEmpty();

        var history = (await site.AskAsync($"metrics/get-history?run_id={id}&run_uuid={id}&metric_key=loss"))["metrics"]!.AsArray();
        history.Select(point => $"{point!["step"]}:{point["value"]}").ShouldBe(["-4:-Infinity", "1:2.5", "2:NaN", "3:Infinity"]);
        history[1]!["timestamp"]!.GetValue<long>().ShouldBe(1764150001000);
        var data = (await site.RunAsync(id))["data"]!;
        data["params"].Entries().ShouldBe(["lr=0.1", "opt/name=adam"]);
        data["tags"].Entries().ShouldContain("stage=dev");
        data["metrics"].Entries().ShouldBe(["acc=0.25", "loss=Infinity"]);
        (await site.Client.GetStringAsync($"/api/v1/runs/{Guid.Parse(id)}/metrics")).ShouldContain("\"count\":4");
    }

    [Fact]
    public async Task What_is_logged_without_a_step_is_kept_value_by_value()
    {
        var id = await site.CreateRunAsync();
        string Log(double value, long timestamp) => string.Create(CultureInfo.InvariantCulture, $$"""{"run_id":"{{id}}","key":"loss","value":{{value}},"timestamp":{{timestamp}}}""");

        foreach (var (value, timestamp) in new[] { (3.0, 1764150001000), (1.0, 1764150003000), (2.0, 1764150002000), (1.0, 1764150003000), (0.5, 1764150003000) })
            await site.CallAsync("runs/log-metric", Log(value, timestamp));

        var history = (await site.AskAsync($"metrics/get-history?run_id={id}&metric_key=loss"))["metrics"]!.AsArray();
        history.Select(point => $"{point!["step"]} {point["timestamp"]} {point["value"]}")
            .ShouldBe(["0 1764150001000 3", "0 1764150002000 2", "0 1764150003000 1", "0 1764150003000 0.5"]);
        (await site.RunAsync(id))["data"]!["metrics"].Entries().ShouldBe(["loss=0.5"]);
        await site.CallAsync("runs/log-metric", Log(9, 1764150000000));
        (await site.RunAsync(id))["data"]!["metrics"].Entries().ShouldBe(["loss=0.5"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_page_may_end_within_a_step_and_within_a_millisecond(int size)
    {
        var id = await site.CreateRunAsync();
        var points = Enumerable.Range(0, 60).Select(i => $$"""{"key":"m","value":{{i}},"timestamp":{{1764150000000 + (i / 10)}},"step":{{i / 40}}}""");
        await site.CallAsync("runs/log-batch", $$"""{"run_id":"{{id}}","metrics":[{{string.Join(',', points)}}]}""");

        var values = new List<double>();
        string? token = null;
        do
        {
            var page = await site.AskAsync($"metrics/get-history?run_id={id}&metric_key=m&max_results={size}&page_token={token}");
            page["metrics"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(size);
            values.AddRange(page["metrics"]!.AsArray().Select(point => point!["value"]!.GetValue<double>()));
            token = page["next_page_token"]?.GetValue<string>();
        }
        while (token is not null);
        values.ShouldBe(Enumerable.Range(0, 60).Select(i => (double)i));
    }

    [Fact]
    public async Task Bodies_are_read_as_MLflow_reads_them_or_refused()
    {
        var id = await site.CreateRunAsync();

        await site.CallAsync("runs/log-metric", $$$"""{"run_id":"{{{id}}}","key":"twice","value":1,"timestamp":1,"value":2,"more":{"a":[1]}}""");
        (await site.RunAsync(id))["data"]!["metrics"].Entries().ShouldBe(["twice=2"]);
        await site.TryAsync("runs/log-metric", new string('[', 10_000) + new string(']', 10_000)).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "BAD_REQUEST");
        await site.TryAsync("runs/search", $$"""{"experiment_ids":["0"],"filter":"{{new string('(', 9_990)}}"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        using var broken = new ByteArrayContent([.. """{"key":"a"""u8, 0xC3, 0x28, .. """ ","value":1,"timestamp":1}"""u8]);
        await site.Client.PostAsync($"{MlflowServer.Api}/runs/log-metric", broken).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "BAD_REQUEST");
    }

    [Fact]
    public async Task A_parameter_keeps_its_value()
    {
        var id = await site.CreateRunAsync();
        string Log(string value) => $$"""{"run_id":"{{id}}","key":"lr","value":"{{value}}"}""";

        await site.CallAsync("runs/log-parameter", Log("0.1"));
        await site.CallAsync("runs/log-parameter", Log("0.1"));

        (await site.TryAsync("runs/log-parameter", Log("0.2")).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE")).ShouldContain("'0.1' already");
        await site.TryAsync("runs/log-batch", $$"""{"run_id":"{{id}}","params":[{"key":"a","value":"1"},{"key":"a","value":"1"}]}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        (await site.RunAsync(id))["data"]!["params"].Entries().ShouldBe(["lr=0.1"]);
    }

    [Fact]
    public async Task Tags_are_set_again_and_deleted_once()
    {
        var id = await site.CreateRunAsync();
        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{id}}","key":"stage","value":"dev"}""");
        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{id}}","key":"stage","value":"prod"}""");
        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{id}}","key":"mlflow.runName","value":"renamed"}""");
        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{id}}","key":"mlflow.note.content","value":"notes"}""");

        (await site.RunAsync(id))["data"]!["tags"].Entries().ShouldBe(["mlflow.note.content=notes", "mlflow.runName=renamed", "stage=prod"]);
        (await site.GetAsync($"/api/v1/runs/{Guid.Parse(id)}"))["notes"]!.GetValue<string>().ShouldBe("notes");
        await site.CallAsync("runs/delete-tag", $$"""{"run_id":"{{id}}","key":"stage"}""");
        await site.CallAsync("runs/delete-tag", $$"""{"run_id":"{{id}}","key":"mlflow.note.content"}""");
        await site.TryAsync("runs/delete-tag", $$"""{"run_id":"{{id}}","key":"stage"}""").ShouldBeErrorAsync(HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
        (await site.RunAsync(id))["data"]!["tags"].Entries().ShouldBe(["mlflow.runName=renamed"]);
    }

    [Theory]
    [InlineData("""{"key":"","value":1,"timestamp":1,"step":0}""")]
    [InlineData("""{"key":"a/../b","value":1,"timestamp":1,"step":0}""")]
    [InlineData("""{"key":"a\u0000","value":1,"timestamp":1,"step":0}""")]
    [InlineData("""{"key":"<script>","value":1,"timestamp":1,"step":0}""")]
    [InlineData("""{"key":"a","value":"lots","timestamp":1,"step":0}""")]
    [InlineData("""{"key":"a","value":true,"timestamp":1,"step":0}""")]
    [InlineData("""{"key":"a","timestamp":1,"step":0}""")]
    [InlineData("""{"key":"a","value":1,"step":0}""")]
    [InlineData("""{"key":"a","value":1,"timestamp":-8520336000000,"step":0}""")]
    [InlineData("""{"key":"a","value":1,"timestamp":32503680000000,"step":0}""")]
    [InlineData("""{"key":"a","value":1,"timestamp":1,"step":9223372036854775808}""")]
    [InlineData("""{"key":"a","value":1,"timestamp":1,"step":9223372036854775807}""")]
    [InlineData("""{"key":"a","value":1,"timestamp":1,"step":1.5}""")]
    public async Task A_bad_metric_is_refused(string metric)
    {
        var id = await site.CreateRunAsync();

        await site.TryAsync("runs/log-batch", $$"""{"run_id":"{{id}}","metrics":[{"key":"good","value":1,"timestamp":1,"step":0},{{metric}}]}""")
            .ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");

        (await site.RunAsync(id))["data"]!["metrics"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("metrics", 1000, true)]
    [InlineData("metrics", 1001, false)]
    [InlineData("params", 100, true)]
    [InlineData("params", 101, false)]
    [InlineData("tags", 100, true)]
    [InlineData("tags", 101, false)]
    public async Task Batches_have_MLflows_limits(string list, int count, bool taken)
    {
        var id = await site.CreateRunAsync();
        var entries = Enumerable.Range(0, count).Select(i => list == "metrics" ? $$"""{"key":"m","value":{{i}},"timestamp":1,"step":{{i}}}""" : $$"""{"key":"k{{i}}","value":"v"}""");
        var body = $$"""{"run_id":"{{id}}","{{list}}":[{{string.Join(',', entries)}}]}""";

        if (taken)
            await site.CallAsync("runs/log-batch", body);
        else
            (await site.TryAsync("runs/log-batch", body).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE")).ShouldContain($"Got {count} {list}");
    }

    [Theory]
    [InlineData(250, 6000, HttpStatusCode.OK)]
    [InlineData(251, 6000, HttpStatusCode.BadRequest)]
    [InlineData(250, 6001, HttpStatusCode.BadRequest)]
    public async Task Keys_and_values_have_MLflows_limits(int key, int value, HttpStatusCode status)
    {
        var id = await site.CreateRunAsync();

        (await site.TryAsync("runs/log-parameter", $$"""{"run_id":"{{id}}","key":"{{new string('k', key)}}","value":"{{new string('v', value)}}"}""")).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData(1_000_001)]
    [InlineData(3_000_000)]
    public async Task A_batch_of_more_than_a_megabyte_is_refused(int bytes)
    {
        var id = await site.CreateRunAsync();
        var body = $$"""{"run_id":"{{id}}","tags":[]}""".PadRight(bytes);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{MlflowServer.Api}/runs/log-batch") { Content = new StringContent(body, null, "application/json") };
        request.Headers.ExpectContinue = true;

        await site.Client.SendAsync(request).ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
    }

    [Fact]
    public async Task History_comes_in_pages_in_bulk_and_thinned()
    {
        var (one, two) = (await site.CreateRunAsync(), await site.CreateRunAsync());
        foreach (var id in new[] { one, two })
        {
            var points = Enumerable.Range(0, 700).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"key":"m","value":{{(i == 345 ? 99 : 1)}},"timestamp":{{1764150000000 + i}},"step":{{i}}}"""));
            await site.CallAsync("runs/log-batch", $$"""{"run_id":"{{id}}","metrics":[{{string.Join(',', points)}}]}""");
        }

        var steps = new List<long>();
        string? token = null;
        do
        {
            var page = await site.AskAsync($"metrics/get-history?run_id={one}&metric_key=m&max_results=300&page_token={token}");
            steps.AddRange(page["metrics"]!.AsArray().Select(point => point!["step"]!.GetValue<long>()));
            token = page["next_page_token"]?.GetValue<string>();
        }
        while (token is not null);

        steps.ShouldBe(Enumerable.Range(0, 700).Select(i => (long)i));
        (await site.AskAsync($"metrics/get-history?run_id={one}&metric_key=none"))["metrics"]!.AsArray().ShouldBeEmpty();
        var bulk = (await site.AskAsync($"metrics/get-history-bulk?run_id={one}&run_id={two}&metric_key=m&max_results=1000"))["metrics"]!.AsArray();
        bulk.CountBy(point => point!["run_id"]!.GetValue<string>()).ShouldBe([KeyValuePair.Create(one, 700), KeyValuePair.Create(two, 300)]);
        var thin = (await site.AskAsync($"metrics/get-history-bulk-interval?run_ids={one}&run_ids={two}&metric_key=m&start_step=100&end_step=599&max_results=50"))["metrics"]!.AsArray();
        foreach (var run in thin.GroupBy(point => point!["run_id"]!.GetValue<string>()))
        {
            run.Count().ShouldBeLessThanOrEqualTo(50);
            run.Select(point => point!["value"]!.GetValue<double>()).ShouldContain(99);
            (run.First()!["step"]!.GetValue<long>(), run.Last()!["step"]!.GetValue<long>()).ShouldBe((100, 599));
        }

        foreach (var broken in (string[])["x", "1.-2.0"])
            await site.Client.GetAsync($"{MlflowServer.Api}/metrics/get-history?run_id={one}&metric_key=m&page_token={broken}").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        await site.Client.GetAsync($"{MlflowServer.Api}/metrics/get-history-bulk-interval?run_ids={one}&metric_key=m&start_step=9&end_step=3").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        await site.Client.GetAsync($"{MlflowServer.Api}/metrics/get-history-bulk?metric_key=m").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
    }
}
