using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class RunChangesApiTests(Site site)
{
    private const string Runs = "/api/v1/runs";

    [Fact]
    public async Task Notes_and_tags_are_set_kept_and_removed()
    {
        var id = await SubmitAsync("""{"model":"resnet","dataset":"shapes","tags":{"team":"a","stage":"1"}}""");

        await (await PatchAsync(id, """{"notes":"**good**","tags":{"stage":"2","extra":"x"}}""")).ShouldBeAsync(HttpStatusCode.OK);
        await (await PatchAsync(id, """{"tags":{"team":null}}""")).ShouldBeAsync(HttpStatusCode.OK);

        var run = await site.GetAsync($"{Runs}/{id}");
        run["notes"]!.GetValue<string>().ShouldBe("**good**");
        run["tags"]!.AsObject().Select(t => $"{t.Key}={t.Value}").ShouldBe(["extra=x", "stage=2"], ignoreOrder: true);
        run["revision"]!.GetValue<long>().ShouldBe(2);
        (await (await PatchAsync(id, """{"notes":null,"name":"Renamed"}""")).ShouldBeAsync(HttpStatusCode.OK))["notes"].ShouldBeNull();
        (await site.GetAsync($"{Runs}?search=renamed"))["totalCount"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"notes":7}""", "notes", "text")]
    [InlineData("""{"name":"  "}""", "name", "blank")]
    [InlineData("""{"name":null}""", "name", "blank")]
    [InlineData("""{"tags":{"a":1}}""", "tags", "text")]
    [InlineData("""{"tags":["a"]}""", "tags", "object")]
    [InlineData("""{"tags":{"":"a"}}""", "tags", "1 to 250")]
    [InlineData("""{"tags":{"a":"b\u0000"}}""", "tags", "NUL")]
    [InlineData("""{"notes":"b\u0000"}""", "notes", "NUL")]
    [InlineData("""{"status":"Completed"}""", "status", "name, notes and tags")]
    [InlineData("""{"tags":{"a":"1","a":"2"}}""", "body", "twice")]
    [InlineData("""[1]""", "body", "wrong type")]
    public async Task A_change_that_makes_no_sense_is_named_and_not_made(string patch, string field, string words)
    {
        var id = await SubmitAsync();

        (await (await PatchAsync(id, patch)).ShouldBlameAsync(field)).ShouldContain(words);

        (await site.GetAsync($"{Runs}/{id}"))["revision"]!.GetValue<long>().ShouldBe(0);
    }

    [Fact]
    public async Task Notes_have_a_limit() =>
        (await (await PatchAsync(await SubmitAsync(), $$"""{"notes":"{{new string('n', 20_001)}}"}""")).ShouldBlameAsync("notes")).ShouldContain("20,000");

    [Fact]
    public async Task A_change_of_something_that_was_changed_meanwhile_is_refused()
    {
        var id = await SubmitAsync();
        var seen = (await site.Client.GetAsync($"{Runs}/{id}")).Headers.ETag!;
        await (await PatchAsync(id, """{"notes":"first"}""", seen)).ShouldBeAsync(HttpStatusCode.OK);

        var late = await PatchAsync(id, """{"notes":"second"}""", seen);

        (await late.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed))["detail"]!.GetValue<string>().ShouldContain("changed meanwhile");
        (await site.GetAsync($"{Runs}/{id}"))["notes"]!.GetValue<string>().ShouldBe("first");
        await (await PatchAsync(id, """{"notes":"third"}""", new("\"somebody else's\""))).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await PatchAsync(id, """{"notes":"fourth"}""", EntityTagHeaderValue.Any)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_runs_progress_does_not_stand_in_the_way_of_a_note()
    {
        var run = await RecordedRun.StartAsync(site);
        var seen = (await site.Client.GetAsync($"{Runs}/{run.Id}")).Headers.ETag!;
        await run.CommitAsync(batch => batch with { Progress = new(7, 10, 0.5, 100, 0.25) });

        (await site.Client.GetAsync($"{Runs}/{run.Id}")).Headers.ETag.ShouldNotBe(seen);
        await (await PatchAsync(run.Id, """{"notes":"still going"}""", seen)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_run_that_has_not_changed_is_not_sent_again()
    {
        var id = await SubmitAsync();
        var seen = (await site.Client.GetAsync($"{Runs}/{id}")).Headers.ETag!;

        var again = await site.Client.SendAsync(new(HttpMethod.Get, $"{Runs}/{id}") { Headers = { IfNoneMatch = { seen } } });
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        again.Headers.ETag.ShouldBe(seen);

        await PatchAsync(id, """{"notes":"new"}""");
        (await site.Client.SendAsync(new(HttpMethod.Get, $"{Runs}/{id}") { Headers = { IfNoneMatch = { seen } } })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_change_again_is_no_change()
    {
        var id = await SubmitAsync();
        var first = await (await PatchAsync(id, """{"notes":"x","tags":{"a":"b"}}""")).ShouldBeAsync(HttpStatusCode.OK);
        var second = await (await PatchAsync(id, """{"notes":"x","tags":{"a":"b","c":null}}""")).ShouldBeAsync(HttpStatusCode.OK);
        second["revision"]!.GetValue<long>().ShouldBe(first["revision"]!.GetValue<long>());
    }

    [Fact]
    public async Task An_archived_run_leaves_the_lists_and_comes_back()
    {
        var id = await SubmitAsync("""{"model":"resnet","dataset":"shapes","name":"attic"}""");
        (await (await site.PostAsync($"{Runs}/{id}/archive", "")).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>()
            .ShouldContain("Cancel it");
        await site.PostAsync($"{Runs}/{id}/cancel", "");

        for (var time = 0; time < 2; time++)
            (await (await site.PostAsync($"{Runs}/{id}/archive", "")).ShouldBeAsync(HttpStatusCode.OK))["archivedAt"].ShouldNotBeNull();
        (await CountAsync("attic", "false"), await CountAsync("attic", "true"), await CountAsync("attic", "any")).ShouldBe((0, 1, 1));

        (await (await site.PostAsync($"{Runs}/{id}/restore", "")).ShouldBeAsync(HttpStatusCode.OK))["archivedAt"].ShouldBeNull();
        (await CountAsync("attic", "false"), await CountAsync("attic", "true"), await CountAsync("attic", "any")).ShouldBe((1, 0, 1));
        await (await site.Client.GetAsync($"{Runs}?archived=maybe")).ShouldBlameAsync("archived");
    }

    [Fact]
    public async Task A_deleted_run_leaves_nothing_behind()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("train/loss", 3, 2, 1);
        await run.CommitAsync(batch => batch with
        {
            Images = [new("samples", 1, 1, 1, new byte[] { 1 })],
            Artifacts = [new("a.json", 1, "application/json", new byte[] { 1 })],
            Histograms = [new(1, new byte[] { 1 })],
            LogLines = [new(DateTimeOffset.UnixEpoch, RunLogLevel.Information, "hello")],
            Checkpoint = new(1, 1, CheckpointKind.Final, new byte[] { 1 }),
        });
        (await (await site.Client.DeleteAsync($"{Runs}/{run.Id}")).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>()
            .ShouldContain("Cancel it");
        await run.CompleteAsync();

        (await site.Client.DeleteAsync($"{Runs}/{run.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await (await site.Client.DeleteAsync($"{Runs}/{run.Id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        foreach (var table in new[] { "run_event", "log_line", "run_image", "run_artifact", "run_histogram", "checkpoint", "metric_series", "metric_batch" })
            (await site.Database.ReadAsync<long>($"select count(*) from {table} where run_id = $1", run.Id)).ShouldBe(0, table);
        (await site.Database.ReadAsync<long>("select count(*) from metric_chunk where series_id not in (select id from metric_series)")).ShouldBe(0);
        (await site.Database.ReadAsync<long>("select count(*) from checkpoint_part where checkpoint_id not in (select id from checkpoint)")).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_another_one_starts_from_stays_until_that_one_needs_it_no_more()
    {
        var first = await RecordedRun.StartAsync(site);
        await first.CommitAsync(batch => batch with { Checkpoint = new(1, 1, CheckpointKind.Final, new byte[] { 1 }) });
        await first.CompleteAsync();
        var checkpoint = await site.Database.ReadAsync<Guid>("select id from checkpoint where run_id = $1", first.Id);
        var specification = (await site.Database.Get<RunStore>().GetAsync(first.Id, default))!.Specification with { Name = "fine-tuned", StartFrom = checkpoint };
        var second = (await site.Database.Get<RunStore>().SubmitAsync(specification, null, default)).Value;

        (await (await site.Client.DeleteAsync($"{Runs}/{first.Id}")).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>()
            .ShouldContain("'fine-tuned'");
        (await site.Client.DeleteAsync($"{Runs}/{second.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await site.Client.DeleteAsync($"{Runs}/{first.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_key_of_a_deleted_run_does_not_make_it_again()
    {
        const string body = """{"model":"resnet","dataset":"shapes"}""";
        var id = (await (await site.PostAsync(Runs, body, "gone-1")).ShouldBeAsync(HttpStatusCode.Created))["id"];
        (await site.Client.DeleteAsync($"{Runs}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await (await site.PostAsync(Runs, body, "gone-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>().ShouldContain("deleted");
    }

    [Fact]
    public async Task A_clone_is_the_same_run_again_with_what_was_changed()
    {
        var id = await SubmitAsync("""{"model":"resnet","dataset":"shapes","format":"flex16+5","training":{"epochs":4},"tags":{"team":"a"},"notes":"mine"}""");

        var exact = await (await site.PostAsync($"{Runs}/{id}/clone", "")).ShouldBeAsync(HttpStatusCode.Created);
        exact["id"]!.GetValue<Guid>().ShouldNotBe(id);
        var original = (await site.GetAsync($"{Runs}/{id}"))["specification"]!.AsObject();
        original.Remove("notes");
        (await site.GetAsync($"{Runs}/{exact["id"]}"))["specification"]!.ToJsonString().ShouldBe(original.ToJsonString());

        var other = await (await site.PostAsync($"{Runs}/{id}/clone", """{"seed":9,"training":{"epochs":5},"tags":{"team":null}}""", "clone-1")).ShouldBeAsync(HttpStatusCode.Created);
        (other["name"]!.GetValue<string>(), other["seed"]!.GetValue<long>(), other["format"]!.GetValue<string>()).ShouldBe(("resnet-20 · flex16+5 · seed 9", 9, "flex16+5"));
        other["specification"]!["training"]!["epochs"]!.GetValue<int>().ShouldBe(5);
        other["tags"]!.AsObject().ShouldBeEmpty();
        var replayed = await (await site.PostAsync($"{Runs}/{id}/clone", """{"seed":9,"training":{"epochs":5},"tags":{"team":null}}""", "clone-1")).ShouldBeAsync(HttpStatusCode.OK);
        replayed["id"]!.GetValue<Guid>().ShouldBe(other["id"]!.GetValue<Guid>());
    }

    [Theory]
    [InlineData("""{"seeed":2}""", "seeed")]
    [InlineData("""{"seed":"two"}""", "seed")]
    [InlineData("""{"training":{"epochs":0}}""", "training.epochs")]
    public async Task A_clone_is_checked_as_a_submission_is(string changes, string field) =>
        await (await site.PostAsync($"{Runs}/{await SubmitAsync()}/clone", changes)).ShouldBlameAsync(field);

    [Theory]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/archive")]
    [InlineData("POST", "/restore")]
    [InlineData("POST", "/clone")]
    [InlineData("GET", "/specification")]
    public async Task What_is_not_there_cannot_be_changed(string method, string rest)
    {
        using var request = new HttpRequestMessage(new(method), $"{Runs}/{Guid.CreateVersion7()}{rest}");
        if (method == "PATCH")
            request.Content = new StringContent("""{"notes":"x"}""", Encoding.UTF8, "application/merge-patch+json");
        await (await site.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<Guid> SubmitAsync(string body = """{"model":"resnet","dataset":"shapes"}""") =>
        (await (await site.PostAsync(Runs, body)).ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    private Task<HttpResponseMessage> PatchAsync(Guid id, string patch, EntityTagHeaderValue? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"{Runs}/{id}") { Content = new StringContent(patch, Encoding.UTF8, "application/merge-patch+json") };
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(ifMatch);
        return site.Client.SendAsync(request);
    }

    private async Task<int> CountAsync(string filter, string archived) =>
        (await site.GetAsync($"{Runs}?search={filter}&archived={archived}"))["totalCount"]!.GetValue<int>();
}
