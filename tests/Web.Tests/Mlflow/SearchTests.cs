using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Mlflow;

[Collection(SiteCollection.Name)]
public sealed class SearchTests(Site site)
{
    [Theory]
    [InlineData("", "a b c")]
    [InlineData("metrics.acc > 0.5", "b c")]
    [InlineData("metrics.`val/acc` = 1 and params.opt = 'adam'", "a")]
    [InlineData("params.depth = '20' AND metrics.acc < 0.8", "a b")]
    [InlineData("params.opt LIKE 'ad%'", "a b")]
    [InlineData("params.opt ILIKE 'SG_'", "c")]
    [InlineData("tags.stage = \"dev\"", "a")]
    [InlineData("tag.stage != 'dev'", "b")]
    [InlineData("attributes.status = 'FINISHED'", "b")]
    [InlineData("status = 'RUNNING'", "a c")]
    [InlineData("attributes.run_name = 'c'", "c")]
    [InlineData("tags.mlflow.runName = 'c'", "c")]
    [InlineData("tags.`mlflow.note.content` LIKE '%note%'", "a")]
    [InlineData("run_id IN ('{a}', '{c}')", "a c")]
    [InlineData("attributes.start_time >= 1764150002000", "b c")]
    [InlineData("metrics.loss.max = 7", "c")]
    [InlineData("metrics.acc > 0.8 or params.depth = '20' and not status = 'FINISHED'", "a c")]
    public async Task Filter_strings_mean_what_they_mean_in_MLflow(string filter, string found)
    {
        var (experiment, ids) = await RunsAsync();
        foreach (var (name, id) in ids)
            filter = filter.Replace($"{{{name}}}", id, StringComparison.Ordinal);

        var answer = await SearchAsync(experiment, filter, "attributes.run_name ASC");

        string.Join(' ', Names(answer)).ShouldBe(found);
    }

    [Theory]
    [InlineData("", "c b a")]
    [InlineData("metrics.acc DESC", "c b a")]
    [InlineData("metrics.`val/acc`", "a c b")]
    [InlineData("params.opt DESC", "c b a")]
    [InlineData("start_time ASC", "a b c")]
    public async Task Runs_come_in_the_order_that_is_asked_for(string order, string found)
    {
        var (experiment, _) = await RunsAsync();

        string.Join(' ', Names(await SearchAsync(experiment, "", order))).ShouldBe(found);
    }

    [Fact]
    public async Task Pages_follow_their_token_and_the_view_chooses_what_is_deleted()
    {
        var (experiment, ids) = await RunsAsync();
        string Body(string more) => $$"""{"experiment_ids":["{{experiment}}"],"order_by":["attributes.run_name"],{{more}}}""";

        var first = await site.CallAsync("runs/search", Body("\"max_results\":2"));
        var second = await site.CallAsync("runs/search", Body($"\"max_results\":\"2\",\"page_token\":\"{first["next_page_token"]}\""));
        Names(first).Concat(Names(second)).ShouldBe(["a", "b", "c"]);
        second.ContainsKey("next_page_token").ShouldBeFalse();

        await site.CallAsync("runs/delete", $$"""{"run_id":"{{ids["b"]}}"}""");
        Names(await site.CallAsync("runs/search", Body("\"run_view_type\":\"ACTIVE_ONLY\""))).ShouldBe(["a", "c"]);
        Names(await site.CallAsync("runs/search", Body("\"run_view_type\":\"DELETED_ONLY\""))).ShouldBe(["b"]);
        Names(await site.CallAsync("runs/search", Body("\"run_view_type\":\"ALL\""))).ShouldBe(["a", "b", "c"]);
        Names(await site.CallAsync("runs/search", "{}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Our_own_runs_are_found_too()
    {
        var ours = (await RecordedRun.StartAsync(site)).Id.ToString("N");

        var answer = await SearchAsync("0", $"run_id = '{ours}' and tags.mantissa.model = 'resnet' and params.epochs != '0'", "");

        answer["runs"]!.AsArray().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("\"filter\":\"metrics.acc >\"")]
    [InlineData("\"filter\":\"nonsense = 1\"")]
    [InlineData("\"filter\":\"x'; drop table run; --\"")]
    [InlineData("\"order_by\":[\"metrics.acc sideways\"]")]
    [InlineData("\"page_token\":\"x\"")]
    [InlineData("\"max_results\":0")]
    [InlineData("\"max_results\":50001")]
    [InlineData("\"run_view_type\":\"SOME\"")]
    public async Task A_search_that_makes_no_sense_is_refused(string field) =>
        await site.TryAsync("runs/search", $$"""{"experiment_ids":["0"],{{field}}}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");

    [Fact]
    public async Task A_filter_of_a_megabyte_or_ten_thousand_parentheses_is_refused()
    {
        foreach (var filter in new[] { new string('a', 1_000_000), new string('(', 10_000) })
            await site.TryAsync("runs/search", $$"""{"experiment_ids":["0"],"filter":"{{filter}}"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
    }

    [Fact]
    public async Task Experiments_are_searched_sorted_and_paged()
    {
        var key = Guid.NewGuid().ToString("N")[..8];
        foreach (var name in new[] { "b", "a", "c" })
            await site.CallAsync("experiments/create", $$"""{"name":"{{key}}-{{name}}","tags":[{"key":"rank","value":"{{name}}"}]}""");
        async Task<string> Search(string fields) => string.Join(' ', Found(await site.CallAsync("experiments/search", $$"""{"max_results":100,{{fields}}}""")).Select(name => name[9..]));

        (await Search($"\"filter\":\"name LIKE '{key}%'\"")).ShouldBe("c a b");
        (await Search($"\"filter\":\"attribute.name ILIKE '{key.ToUpperInvariant()}-_'\",\"order_by\":[\"name DESC\"]")).ShouldBe("c b a");
        (await Search($"\"filter\":\"name LIKE '{key}%' AND tags.rank != 'b'\",\"order_by\":[\"name\"]")).ShouldBe("a c");
        var page = await site.CallAsync("experiments/search", $$"""{"max_results":2,"filter":"name LIKE '{{key}}%'","order_by":["name ASC"]}""");
        var rest = await site.AskAsync($"experiments/search?max_results=2&filter={Uri.EscapeDataString($"name LIKE '{key}%'")}&order_by={Uri.EscapeDataString("name ASC")}&page_token={page["next_page_token"]}");
        Found(page).Concat(Found(rest)).ShouldBe([$"{key}-a", $"{key}-b", $"{key}-c"]);
        await site.TryAsync("experiments/search", """{"filter":"metrics.a = 1"}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
        await site.TryAsync("experiments/search", """{"order_by":["size"]}""").ShouldBeErrorAsync(HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
    }

    /// <summary>Three runs, made in the order of their names.</summary>
    private async Task<(string Experiment, Dictionary<string, string> Ids)> RunsAsync()
    {
        var experiment = await site.CreateExperimentAsync(Guid.NewGuid().ToString("N"));
        var ids = new Dictionary<string, string>();
        foreach (var (name, second, acc, val, depth, opt) in new[] { ("a", 1, 0.5, 1, 20, "adam"), ("b", 2, 0.7, 3, 20, "adamw"), ("c", 3, 0.9, 2, 56, "sgd") })
        {
            var run = await site.CallAsync("runs/create", $$"""{"experiment_id":"{{experiment}}","run_name":"{{name}}","start_time":{{1764150000000 + (second * 1000)}}}""");
            ids[name] = run["run"]!["info"]!["run_id"]!.GetValue<string>();
            await site.CallAsync("runs/log-batch", FormattableString.Invariant($$"""
                {"run_id":"{{ids[name]}}","metrics":[{"key":"acc","value":{{acc}},"timestamp":1,"step":1},{"key":"val/acc","value":{{val}},"timestamp":1,"step":1}],
                 "params":[{"key":"depth","value":"{{depth}}"},{"key":"opt","value":"{{opt}}"}]}
                """));
        }

        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{ids["a"]}}","key":"stage","value":"dev"}""");
        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{ids["b"]}}","key":"stage","value":"prod"}""");
        await site.CallAsync("runs/set-tag", $$"""{"run_id":"{{ids["a"]}}","key":"mlflow.note.content","value":"a note"}""");
        await site.CallAsync("runs/update", $$"""{"run_id":"{{ids["b"]}}","status":"FINISHED"}""");
        await site.CallAsync("runs/log-metric", $$"""{"run_id":"{{ids["c"]}}","key":"loss.max","value":7,"timestamp":1,"step":0}""");
        return (experiment, ids);
    }

    private Task<JsonObject> SearchAsync(string experiment, string filter, string order) => site.CallAsync("runs/search", new JsonObject
    {
        ["experiment_ids"] = new JsonArray(experiment),
        ["filter"] = filter,
        ["run_view_type"] = "ACTIVE_ONLY",
        ["max_results"] = 1000,
        ["order_by"] = order.Length == 0 ? [] : new JsonArray(order),
    }.ToJsonString());

    private static IEnumerable<string> Names(JsonObject answer) => answer["runs"]!.AsArray().Select(run => run!["info"]!["run_name"]!.GetValue<string>());

    private static IEnumerable<string> Found(JsonObject answer) => answer["experiments"]!.AsArray().Select(experiment => experiment!["name"]!.GetValue<string>());
}
