using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class RunListApiTests(Site site)
{
    private const string Runs = "/api/v1/runs";

    [Fact]
    public async Task A_query_finds_and_orders_runs_by_parameters_and_metrics()
    {
        foreach (var (seed, values) in new (int, double[])[] { (41, [0.5, 0.9, 0.7]), (42, [0.6]), (43, [0.1, 0.2]) })
        {
            var run = await RecordedRun.StartAsync(site, Mantissa.Catalogue.Tests.SampleCatalogue.Run() with { Seed = seed, Tags = new Dictionary<string, string> { ["study"] = "query" } });
            await run.PointsAsync("validation/top1", values);
        }

        (await SeedsAsync("tags.study = 'query' order by metrics.validation/top1.best desc")).ShouldBe([41, 42, 43]);
        (await SeedsAsync("tags.study = 'query' and metrics.validation/top1 >= 0.6 order by seed desc")).ShouldBe([42, 41]);
        (await SeedsAsync("tags.study = 'query' and params.batch = 128 and not (seed = 42 or metrics.validation/top1.min < 0.2)")).ShouldBe([41]);
        (await SeedsAsync("TAGS.study = \"query\" AND metrics.validation/top1.count > 1 ORDER BY metrics.validation/top1 ASC")).ShouldBe([43, 41]);
    }

    [Theory]
    [InlineData("model = wgan", "at 9:", 8)]
    [InlineData("metrics.loss > ", "found the end", 15)]
    [InlineData("modell = 'a'", "Did you mean 'model'?", 0)]
    public async Task A_mistake_is_answered_with_its_place(string filter, string words, int position)
    {
        var answer = await site.Client.GetAsync($"{Runs}?filter={Uri.EscapeDataString(filter)}");
        (await answer.ShouldBlameAsync("filter")).ShouldContain(words);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["position"]!.GetValue<int>().ShouldBe(position);
    }

    [Fact]
    public async Task Filters_of_any_size_and_depth_are_answered()
    {
        (await PostAsync(new string('a', 1_000_000))).ShouldContain("at most 10,000 characters");
        (await PostAsync(new string('(', 9_999))).ShouldContain("nested 50 deep");
        (await PostAsync(new string('(', 10_000) + new string(')', 10_000))).ShouldContain("at most 10,000 characters");

        async Task<string> PostAsync(string filter) =>
            await (await site.PostAsync($"{Runs}/search", new JsonObject { ["filter"] = filter }.ToJsonString())).ShouldBlameAsync("filter");
    }

    [Fact]
    public async Task Bodies_nested_any_deep_are_refused()
    {
        foreach (var body in new[] { new string('[', 10_000) + new string(']', 10_000), $$"""{"filter":{{string.Concat(Enumerable.Repeat("{\"a\":", 10_000))}}1{{new string('}', 10_000)}}}""" })
            await (await site.PostAsync($"{Runs}/search", body)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        foreach (var cursor in new[] { "x", "%00", "AAAA", new string('A', 9_000) })
            await (await site.Client.GetAsync($"{Runs}?cursor={cursor}")).ShouldBlameAsync("cursor");
    }

    [Fact]
    public async Task A_query_in_the_body_finds_what_the_same_one_in_the_address_finds()
    {
        await (await site.PostAsync(Runs, """{"model":"resnet","dataset":"shapes","seed":77001}""")).ShouldBeAsync(HttpStatusCode.Created);
        var page = await (await site.PostAsync($"{Runs}/search", """{"filter":"seed = 77001","limit":5,"status":["Queued"]}""")).ShouldBeAsync(HttpStatusCode.OK);
        page["totalCount"]!.GetValue<int>().ShouldBe(1);
        await (await site.PostAsync($"{Runs}/search", """{"limits":5}""")).ShouldBlameAsync("limits");
        await (await site.PostAsync($"{Runs}/search", """{"limit":0}""")).ShouldBlameAsync("limit");
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_query()
    {
        foreach (var seed in new[] { 88001, 88002, 88003 })
            await (await site.PostAsync(Runs, $$"""{"model":"resnet","dataset":"shapes","seed":{{seed}}}""")).ShouldBeAsync(HttpStatusCode.Created);
        var first = await site.GetAsync($"{Runs}?filter=seed>88000 and seed<88009 order by seed&limit=2");
        var cursor = first["nextCursor"]!.GetValue<string>();

        var next = await site.GetAsync($"{Runs}?filter=seed>88000 and seed<88009 order by seed&limit=2&cursor={cursor}");
        next["items"]!.AsArray().Select(run => run!["seed"]!.GetValue<int>()).ShouldBe([88003]);
        (await (await site.Client.GetAsync($"{Runs}?filter=seed>88001 order by seed&limit=2&cursor={cursor}")).ShouldBlameAsync("cursor")).ShouldContain("another query");
    }

    [Fact]
    public async Task What_can_be_named_is_listed_with_counts()
    {
        var run = await RecordedRun.StartAsync(site, Mantissa.Catalogue.Tests.SampleCatalogue.Run() with { Tags = new Dictionary<string, string> { ["only-here"] = "1" } });
        await run.PointsAsync("fields/metric", 1);
        await Task.Delay(TimeSpan.FromSeconds(3.2));

        var fields = await site.GetAsync($"{Runs}/fields");
        fields["attributes"]!.AsArray().Single(a => a!["name"]!.GetValue<string>() == "created")!["kind"]!.GetValue<string>().ShouldBe("time");
        Find("metrics", "fields/metric").ShouldBe(1);
        Find("tags", "only-here").ShouldBe(1);
        Find("parameters", "learningRate").ShouldNotBeNull();

        int? Find(string kind, string name) =>
            fields[kind]!.AsArray().SingleOrDefault(f => f!["name"]!.GetValue<string>() == name)?["runs"]!.GetValue<int>();
    }

    [Fact]
    public async Task A_list_that_has_not_changed_is_not_sent_again()
    {
        var seen = (await site.Client.GetAsync($"{Runs}?filter=seed = 99123456")).Headers.ETag!;
        (await site.Client.SendAsync(new(HttpMethod.Get, $"{Runs}?filter=seed = 99123456") { Headers = { IfNoneMatch = { seen } } })).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    private async Task<long[]> SeedsAsync(string filter) =>
        [.. (await site.GetAsync($"{Runs}?filter={Uri.EscapeDataString(filter)}"))["items"]!.AsArray().Select(run => run!["seed"]!.GetValue<long>())];
}
