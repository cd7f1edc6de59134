using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class RunsApiTests(Site site)
{
    private const string Runs = "/api/v1/runs";
    private const string Good = """{"model":"resnet","format":"flex16+5","dataset":"shapes","training":{"epochs":3},"tags":{"team":"a"}}""";

    [Fact]
    public async Task A_submitted_run_waits_in_its_queue_with_every_default_filled_in()
    {
        var answer = await site.PostAsync(Runs, Good);
        var run = await answer.ShouldBeAsync(HttpStatusCode.Created);

        run["status"]!.GetValue<string>().ShouldBe("Queued");
        run["name"]!.GetValue<string>().ShouldBe("resnet-20 · flex16+5 · seed 1");
        run["specification"]!["training"]!["batch"]!.GetValue<int>().ShouldBe(128);
        run["specification"]!["training"]!["learningRate"]!.GetValue<double>().ShouldBe(0.1);
        run["url"]!.GetValue<string>().ShouldBe($"{site.Client.BaseAddress}runs/{run["id"]}");
        answer.Headers.Location!.OriginalString.ShouldBe($"/api/v1/runs/{run["id"]}");
        (await site.GetAsync($"{Runs}/{run["id"]}"))["tags"]!["team"]!.GetValue<string>().ShouldBe("a");
    }

    [Theory]
    [InlineData("""{"model":"resnett","dataset":"shapes"}""", "model", "Did you mean 'resnet'?")]
    [InlineData("""{"dataset":"shapes"}""", "model", "Choose a model.")]
    [InlineData("""{"model":"resnet","dataset":"shapes","format":"flex99+5"}""", "format", "N from 4 to 24")]
    [InlineData("""{"model":"resnet","dataset":"shapes","format":"fp64"}""", "format", "There is no format 'fp64'")]
    [InlineData("""{"model":"wgan","dataset":"shapes","datasetOptions":{"imageSize":48}}""", "datasetOptions.imageSize", "32 or 64 px")]
    [InlineData("""{"model":"resnet","dataset":"shapes","training":{"epochs":0}}""", "training.epochs", "between 1 and 10,000")]
    [InlineData("""{"model":"resnet","dataset":"shapes","training":{"epochs":1000000000}}""", "training.epochs", "between 1 and 10,000")]
    [InlineData("""{"model":"resnet","dataset":"shapes","training":{"epochs":"many"}}""", "training.epochs", "whole number")]
    [InlineData("""{"model":"resnet","dataset":"shapes","training":{"batch":2000}}""", "training.batch", "larger than the dataset")]
    [InlineData("""{"model":"resnet","dataset":"image-folder","datasetOptions":{"path":"/etc/passwd"}}""", "datasetOptions.path", "/srv/images")]
    [InlineData("""{"model":"resnet","dataset":"image-folder","datasetOptions":{"path":"/srv/images/../../etc"}}""", "datasetOptions.path", "/srv/images")]
    [InlineData("""{"model":"resnet","dataset":"rooms"}""", "dataset", "no labels")]
    [InlineData("""{"model":"resnet","dataset":"shapes","training":{"epohcs":3}}""", "training.epohcs", "Did you mean 'epochs'?")]
    [InlineData("""{"model":"resnet","dataset":"shapes","queue":"quantum"}""", "queue", "There is no queue 'quantum'")]
    [InlineData("""{"model":"resnet","dataset":"shapes","seed":-1}""", "seed", "between 0 and")]
    [InlineData("""{"model":"resnet","dataset":"shapes","name":"a\u0000b"}""", "name", "control characters")]
    [InlineData("""{"model":"resnet","dataset":"shapes","colour":"red"}""", "colour", "no field 'colour'")]
    [InlineData("""{"model":7,"dataset":"shapes"}""", "model", "wrong type")]
    [InlineData("""{"model":"resnet","dataset":"shapes","seed":1.5}""", "seed", "wrong type")]
    [InlineData("""{"model":"resnet","dataset":"shapes","training":[1]}""", "training", "wrong type")]
    [InlineData("""{"model":"resnet","dataset":"shapes","training":{"epochs":1,"epochs":2}}""", "training", "twice")]
    [InlineData("""{"model":"resnet","dataset":"shapes","tags":{"a":null}}""", "tags", "A tag needs")]
    [InlineData("""{"model":"resnet",""", "body", "not valid JSON")]
    [InlineData("null", "body", "needs a JSON body")]
    [InlineData("", "body", "needs a JSON body")]
    public async Task Bad_input_is_answered_by_field_in_words_and_stores_nothing(string json, string field, string words)
    {
        var before = await CountAsync();

        (await (await site.PostAsync(Runs, json)).ShouldBlameAsync(field)).ShouldContain(words);

        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task All_errors_come_at_once()
    {
        var problem = await (await site.PostAsync(Runs, """{"model":"resnet","dataset":"shapes","format":"x","training":{"epochs":0,"batch":0}}"""))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["format", "training.epochs", "training.batch"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_key_and_body_make_one_run()
    {
        var first = await (await site.PostAsync(Runs, Good, "key-1")).ShouldBeAsync(HttpStatusCode.Created);
        var second = await (await site.PostAsync(Runs, Good, "key-1")).ShouldBeAsync(HttpStatusCode.OK);

        second["id"]!.GetValue<Guid>().ShouldBe(first["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict()
    {
        await (await site.PostAsync(Runs, Good, "key-2")).ShouldBeAsync(HttpStatusCode.Created);
        var before = await CountAsync();

        var problem = await (await site.PostAsync(Runs, Good.Replace("3}", "4}", StringComparison.Ordinal), "key-2")).ShouldBeProblemAsync(HttpStatusCode.Conflict);

        problem["detail"]!.GetValue<string>().ShouldContain("key-2");
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Ten_submissions_at_the_same_moment_with_one_key_make_one_run()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.PostAsync(Runs, Good, "key-3")));
        var ids = await Task.WhenAll(answers.Select(async a => JsonNode.Parse(await a.Content.ReadAsStringAsync())!["id"]!.GetValue<Guid>()));

        ids.Distinct().Count().ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
    }

    [Fact]
    public async Task An_endless_key_is_refused() =>
        (await (await site.PostAsync(Runs, Good, new string('k', 201))).ShouldBlameAsync("Idempotency-Key")).ShouldContain("1 to 200");

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_is_read()
    {
        // Asks before it sends, or the site would hang up on a body that it does not read.
        using var request = new HttpRequestMessage(HttpMethod.Post, Runs) { Content = new StringContent(new string(' ', (1 << 20) + 1), null, "application/json") };
        request.Headers.ExpectContinue = true;
        var problem = await (await site.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        problem["detail"]!.GetValue<string>().ShouldContain("1,048,576 bytes");
    }

    [Fact]
    public async Task Another_media_type_or_method_is_refused_with_what_would_be_right()
    {
        var form = await site.Client.PostAsync(Runs, new FormUrlEncodedContent([new("model", "resnet")]));
        (await form.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType))["detail"]!.GetValue<string>().ShouldContain("application/json");

        var delete = await site.Client.DeleteAsync(Runs);
        (await delete.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed))["detail"]!.GetValue<string>().ShouldContain("DELETE");
    }

    [Theory]
    [InlineData("?limit=0", "limit", "1 to 500")]
    [InlineData("?limit=501", "limit", "1 to 500")]
    [InlineData("?limit=ten", "limit", "'ten'")]
    [InlineData("?status=Runing", "status", "Known: Queued")]
    [InlineData("?status=2", "status", "no status '2'")]
    [InlineData("?sort=secret", "sort", "secret")]
    [InlineData("?cursor=xyz", "cursor", "cursor")]
    [InlineData("?comparison=7", "comparison", "'7'")]
    public async Task A_bad_parameter_is_named(string query, string parameter, string words) =>
        (await (await site.Client.GetAsync(Runs + query)).ShouldBlameAsync(parameter)).ShouldContain(words);

    [Fact]
    public async Task Pages_continue_by_cursor_without_gap_or_repeat()
    {
        foreach (var seed in Enumerable.Range(100, 7))
            await (await site.PostAsync(Runs, $$$"""{"model":"resnet","dataset":"shapes","seed":{{{seed}}},"tags":{"batch":"cursor"}}""")).ShouldBeAsync(HttpStatusCode.Created);

        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await site.GetAsync($"{Runs}?search=cursor&sort=seed&limit=3&cursor={cursor}");
            page["totalCount"]!.GetValue<int>().ShouldBe(7);
            seen.AddRange(page["items"]!.AsArray().Select(r => r!["seed"]!.GetValue<long>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        seen.ShouldBe(Enumerable.Range(100, 7).Select(s => (long)s));
    }

    [Fact]
    public async Task A_search_is_text_and_never_a_pattern_or_SQL()
    {
        (await site.GetAsync($"{Runs}?search={Uri.EscapeDataString("'; drop table run; --")}"))["totalCount"]!.GetValue<int>().ShouldBe(0);
        (await site.GetAsync($"{Runs}?search=%25%25"))["totalCount"]!.GetValue<int>().ShouldBe(0);
        (await site.GetAsync($"{Runs}?search=%00"))["totalCount"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_waiting_run_is_cancelled_once_and_can_be_tried_again()
    {
        var id = (await (await site.PostAsync(Runs, Good)).ShouldBeAsync(HttpStatusCode.Created))["id"];

        (await (await site.PostAsync($"{Runs}/{id}/cancel", "")).ShouldBeAsync(HttpStatusCode.OK))["status"]!.GetValue<string>().ShouldBe("Cancelled");
        (await (await site.PostAsync($"{Runs}/{id}/cancel", "")).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>().ShouldContain("cancelled already");
        (await (await site.PostAsync($"{Runs}/{id}/retry", "")).ShouldBeAsync(HttpStatusCode.OK))["status"]!.GetValue<string>().ShouldBe("Queued");
        (await (await site.PostAsync($"{Runs}/{id}/retry", "")).ShouldBeProblemAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>().ShouldContain("queued");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/metrics.csv?name=train/loss")]
    [InlineData("GET", "/images")]
    [InlineData("GET", "/images/samples/1")]
    [InlineData("GET", "/logs")]
    [InlineData("GET", "/history")]
    [InlineData("GET", "/events")]
    [InlineData("GET", "/checkpoints")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/retry")]
    public async Task An_id_that_is_no_runs_id_is_not_found(string method, string rest)
    {
        foreach (var id in new[] { Guid.CreateVersion7().ToString(), "7", "run" })
        {
            var answer = await site.Client.SendAsync(new(new(method), $"{Runs}/{id}{rest}"));
            await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound);
        }
    }

    private async Task<int> CountAsync() => (await site.GetAsync($"{Runs}?limit=1"))["totalCount"]!.GetValue<int>();
}
