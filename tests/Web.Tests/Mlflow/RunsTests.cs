using System.Net;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Mlflow;

[Collection(SiteCollection.Name)]
public sealed class RunsTests(Site site)
{
    [Fact]
    public async Task A_run_lives_through_its_life_and_shows_on_our_pages()
    {
        var created = (await site.CallAsync("runs/create", """
            {"experiment_id":"0","user_id":"ada","start_time":"1764150000000","run_name":"keen-fox-7",
             "tags":[{"key":"mlflow.user","value":"ada"},{"key":"mlflow.source.name","value":"train.py"},{"key":"mlflow.runName","value":"keen-fox-7"},
                     {"key":"mlflow.note.content","value":"**why** it is"}]}
            """))["run"]!;
        var id = created["info"]!["run_id"]!.GetValue<string>();

        id.ShouldMatch("^[0-9a-f]{32}$");
        created["info"]!["run_uuid"]!.GetValue<string>().ShouldBe(id);
        created["info"]!["status"]!.GetValue<string>().ShouldBe("RUNNING");
        created["info"]!["start_time"]!.GetValue<long>().ShouldBe(1764150000000);
        created["info"]!["artifact_uri"]!.GetValue<string>().ShouldBe($"mlflow-artifacts:/0/{id}/artifacts");
        created["info"]!["lifecycle_stage"]!.GetValue<string>().ShouldBe("active");
        created["info"]!.AsObject().ContainsKey("end_time").ShouldBeFalse();
        created["data"]!["tags"].Entries().ShouldBe(["mlflow.note.content=**why** it is", "mlflow.runName=keen-fox-7", "mlflow.source.name=train.py", "mlflow.user=ada"]);

        await site.CallAsync("runs/log-parameter", $$"""{"run_id":"{{id}}","run_uuid":"{{id}}","key":"depth","value":"20"}""");
        await site.CallAsync("runs/log-metric", $$"""{"run_id":"{{id}}","key":"val/acc","value":0.5,"timestamp":1764150001000,"step":"3"}""");
        var info = (await site.CallAsync("runs/update", $$"""{"run_id":"{{id}}","status":"FINISHED","end_time":1764150060000}"""))["run_info"]!;
        (info["status"]!.GetValue<string>(), info["end_time"]!.GetValue<long>()).ShouldBe(("FINISHED", 1764150060000));

        var run = await site.RunAsync(id);
        run["data"]!["params"].Entries().ShouldBe(["depth=20"]);
        run["data"]!["metrics"]!.ToJsonString().ShouldBe("""[{"key":"val/acc","value":0.5,"timestamp":1764150001000,"step":3}]""");
        var page = await site.PageAsync($"/runs/{Guid.Parse(id)}");
        page.QuerySelector("h1")!.TextContent.ShouldBe("keen-fox-7");
        page.Body!.TextContent.ShouldContain("depth");
        (await site.GetAsync("/api/v1/runs?search=keen-fox-7"))["items"]!.AsArray().Count.ShouldBe(1);
        (await site.PageAsync($"/compare?runs={Guid.Parse(id)}")).Body!.TextContent.ShouldContain("keen-fox-7");
    }

    [Fact]
    public async Task A_client_that_takes_a_run_up_again_goes_on_with_it()
    {
        var id = await site.CreateRunAsync();
        await site.CallAsync("runs/log-metric", $$"""{"run_id":"{{id}}","key":"a","value":1,"timestamp":1764150001000,"step":0}""");
        await site.CallAsync("runs/update", $$"""{"run_id":"{{id}}","status":"FAILED","end_time":1764150060000}""");
        await site.CallAsync("runs/log-metric", $$"""{"run_id":"{{id}}","key":"a","value":2,"timestamp":1764150002000,"step":1}""");
        (await site.RunAsync(id))["info"]!["status"]!.GetValue<string>().ShouldBe("FAILED");

        var info = (await site.CallAsync("runs/update", $$"""{"run_id":"{{id}}","status":"RUNNING","run_name":"again"}"""))["run_info"]!;

        (info["status"]!.GetValue<string>(), info["run_name"]!.GetValue<string>()).ShouldBe(("RUNNING", "again"));
        info.AsObject().ContainsKey("end_time").ShouldBeFalse();
        await site.CallAsync("runs/update", $$"""{"run_id":"{{id}}","status":"KILLED"}""");
        (await site.AskAsync($"metrics/get-history?run_id={id}&metric_key=a"))["metrics"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Deleted_runs_are_put_away_and_come_back()
    {
        var id = await site.CreateRunAsync(name: "thrown away");

        await site.CallAsync("runs/delete", $$"""{"run_id":"{{id}}"}""");
        await site.CallAsync("runs/delete", $$"""{"run_id":"{{id}}"}""");

        (await site.RunAsync(id))["info"]!["lifecycle_stage"]!.GetValue<string>().ShouldBe("deleted");
        await site.TryAsync("runs/set-tag", $$"""{"run_id":"{{id}}","key":"a","value":"b"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        (await site.GetAsync("/api/v1/runs?search=thrown"))["items"]!.AsArray().ShouldBeEmpty();
        await site.CallAsync("runs/restore", $$"""{"run_id":"{{id}}"}""");
        (await site.GetAsync("/api/v1/runs?search=thrown"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Our_runs_can_be_read_and_tagged_but_not_recorded()
    {
        var ours = await RecordedRun.StartAsync(site);
        await ours.PointsAsync("train/loss", 2, double.NaN);
        var id = ours.Id.ToString("N");

        var run = await site.RunAsync(id);

        run["data"]!["metrics"]![0]!["value"]!.GetValue<string>().ShouldBe("NaN");
        run["data"]!["tags"].Entries().ShouldContain("mantissa.model=resnet");
        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{id}}","key":"seen","value":"yes"}""");
        (await site.RunAsync(id))["data"]!["tags"].Entries().ShouldContain("seen=yes");
        await site.TryAsync("runs/log-metric", $$"""{"run_id":"{{id}}","key":"a","value":1,"timestamp":1,"step":0}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        await site.TryAsync("runs/update", $$"""{"run_id":"{{id}}","status":"KILLED"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        await site.TryAsync("runs/delete", $$"""{"run_id":"{{id}}"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "BAD_REQUEST");
    }
}
