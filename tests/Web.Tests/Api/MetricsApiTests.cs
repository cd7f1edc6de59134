using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

/// <summary>Axes, ranges and statistics of series, and averages over groups of runs.</summary>
[Collection(SiteCollection.Name)]
public sealed class MetricsApiTests(Site site)
{
    private const string Groups = "/api/v1/metrics/groups";

    [Fact]
    public async Task Points_have_positions_on_the_axis_that_is_asked_for()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("loss", 3, 2, 1);
        var epochless = await RecordedRun.StartAsync(site);
        await epochless.PointsAsync("loss", 9);
        await run.CommitAsync(batch => batch with { Progress = new(Step: 4, TotalSteps: 8, Epoch: 2, ImagesPerSecond: 1, Loss: 1) });
        var started = (await site.GetAsync($"/api/v1/runs/{run.Id}"))["startedAt"]!.GetValue<DateTimeOffset>().ToUnixTimeMilliseconds();

        (await PositionsAsync("step")).ShouldBe([1, 2, 3]);
        (await PositionsAsync("epoch")).ShouldBe([0.5, 1, 1.5]);
        (await PositionsAsync("time")).ShouldBe([0, 1000, 2000]);
        (await PositionsAsync("elapsed")).ShouldBe([0 - (started / 1000.0), 1 - (started / 1000.0), 2 - (started / 1000.0)]);
        (await SeriesAsync($"run={run.Id}"))["positions"].ShouldBeNull();
        (await SeriesAsync($"run={epochless.Id}&axis=epoch"))["positions"].ShouldBeNull();
        (await (await site.Client.GetAsync($"/api/v1/metrics?run={run.Id}&name=loss&axis=wall")).ShouldBlameAsync("axis")).ShouldContain("elapsed");

        async Task<double[]> PositionsAsync(string axis) => Numbers((await SeriesAsync($"run={run.Id}&axis={axis}"))["positions"]);
    }

    [Fact]
    public async Task A_range_of_times_holds()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("loss", 1, 2, 3, 4, 5);

        Numbers((await SeriesAsync($"run={run.Id}&since=1970-01-01T00:00:01Z&until=1970-01-01T00:00:03Z"))["values"]).ShouldBe([2, 3, 4]);
        Numbers((await SeriesAsync($"run={run.Id}&since=1970-01-01T00:00:01Z&to=3"))["values"]).ShouldBe([2, 3]);
        await (await site.Client.GetAsync($"/api/v1/metrics?run={run.Id}&name=loss&since=3000-01-01&until=1700-01-01")).ShouldBlameAsync("since");
        await (await site.Client.GetAsync($"/api/v1/metrics?run={run.Id}&name=loss&since=soon")).ShouldBlameAsync("since");
    }

    [Fact]
    public async Task Values_that_gave_way_are_counted_in_the_list_of_series()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("loss", 1, 2, 3);
        await run.PointsAsync("loss", 7, 8);

        var summary = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{run.Id}/metrics"))!.ShouldHaveSingleItem()!;

        (summary["count"]!.GetValue<long>(), summary["replaced"]!.GetValue<long>(), summary["min"]!.GetValue<double>()).ShouldBe((3, 2, 3));
    }

    [Theory]
    [InlineData("step", new[] { 1.0, 2, 3 })]
    [InlineData("epoch", new[] { 0.25, 0.5, 0.75 })]
    [InlineData("time", new[] { 0.0, 1000, 2000 })]
    public async Task Groups_of_runs_are_averaged_over_an_axis(string axis, double[] positions)
    {
        var runs = new List<Guid>();
        foreach (var values in new double[][] { [1, 2, 3], [3, 6, double.NaN], [10, 20] })
        {
            var run = await RecordedRun.StartAsync(site);
            await run.PointsAsync("loss", values);
            await run.CommitAsync(batch => batch with { Progress = new(Step: 4, TotalSteps: 8, Epoch: 1, ImagesPerSecond: 1, Loss: 1) });
            runs.Add(run.Id);
        }

        var gone = Guid.CreateVersion7();
        var answer = await (await site.PostAsync(Groups, new JsonObject
        {
            ["name"] = "loss", ["axis"] = axis,
            ["groups"] = new JsonArray(Group("fp32", runs[0], runs[1]), Group("flex16+5", runs[2], gone)),
        }.ToJsonString())).ShouldBeAsync(System.Net.HttpStatusCode.OK);

        Numbers(answer["positions"]).ShouldBe(positions);
        var (first, second) = (answer["groups"]![0]!, answer["groups"]![1]!);
        first["key"]!.GetValue<string>().ShouldBe("fp32");
        Numbers(first["n"]).ShouldBe([2, 2, 1]);
        Numbers(first["mean"]).ShouldBe([2, 4, 3]);
        Numbers(first["std"])[1].ShouldBe(Math.Sqrt(8), 1e-12);
        Numbers(first["stderr"])[1].ShouldBe(2, 1e-12);
        first["std"]![2]!.GetValue<string>().ShouldBe("NaN");
        Numbers(first["min"]).ShouldBe([1, 2, 3]);
        Numbers(first["max"]).ShouldBe([3, 6, 3]);
        Numbers(second["n"]).ShouldBe([1, 1, 0]);
        answer["missing"]!.AsArray().ShouldHaveSingleItem()!["runId"]!.GetValue<Guid>().ShouldBe(gone);
    }

    [Fact]
    public async Task A_part_of_the_axis_is_averaged_in_stretches_and_gaps_are_bridged_where_asked_for()
    {
        var (one, two) = (await RecordedRun.StartAsync(site), await RecordedRun.StartAsync(site));
        await one.PointsAsync("loss", [.. Enumerable.Range(0, 100).Select(i => (double)i)]);
        await two.CommitAsync(batch => batch with { Metrics = [new("loss", 1, 0, DateTimeOffset.UnixEpoch), new("loss", 100, 99, DateTimeOffset.UnixEpoch)] });

        var part = await AverageAsync("""{"positions":4,"from":21,"to":60}""");
        Numbers(part["positions"]).ShouldBe([25.875, 35.625, 45.375, 55.125]);
        Numbers(part["groups"]![0]!["n"]).ShouldBe([1, 1, 1, 1]);
        Numbers((await AverageAsync("""{"interpolated":true}"""))["groups"]![0]!["n"]).ShouldAllBe(n => n == 2);
        Numbers((await AverageAsync("""{"interpolated":true}"""))["groups"]![0]!["std"]).ShouldAllBe(std => std < 1e-9, "Both are the same straight line.");

        async Task<JsonObject> AverageAsync(string options)
        {
            var request = JsonNode.Parse(options)!.AsObject();
            request["name"] = "loss";
            request["groups"] = new JsonArray(Group("all", one.Id, two.Id));
            return await (await site.PostAsync(Groups, request.ToJsonString())).ShouldBeAsync(System.Net.HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("name", "\"\"", "name")]
    [InlineData("axis", "\"wall\"", "axis")]
    [InlineData("axis", "null", "axis")]
    [InlineData("positions", "0", "positions")]
    [InlineData("positions", "5001", "positions")]
    [InlineData("from", "3", "from")]
    [InlineData("groups", "[]", "groups")]
    [InlineData("groups", "null", "groups")]
    [InlineData("groups", "[null]", "groups[0].key")]
    [InlineData("groups", """[{"key":"","runs":["01900000-0000-7000-8000-000000000000"]}]""", "groups[0].key")]
    [InlineData("groups", """[{"key":"a","runs":[]}]""", "groups[0].runs")]
    [InlineData("groups", """[{"key":"a","runs":["x"]}]""", "groups[0].runs[0]")]
    [InlineData("group", "[]", "group")]
    public async Task A_bad_average_names_the_field(string field, string value, string blamed)
    {
        var request = JsonNode.Parse("""{"name":"loss","to":2,"groups":[{"key":"a","runs":["01900000-0000-7000-8000-000000000000"]}]}""")!.AsObject();
        request[field] = JsonNode.Parse(value);

        await (await site.PostAsync(Groups, request.ToJsonString())).ShouldBlameAsync(blamed);
    }

    [Fact]
    public async Task More_runs_than_two_hundred_are_not_averaged()
    {
        var request = new JsonObject { ["name"] = "loss", ["groups"] = new JsonArray(Group("all", [.. Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7())])) };

        (await (await site.PostAsync(Groups, request.ToJsonString())).ShouldBlameAsync("groups")).ShouldContain("not 201");
    }

    private async Task<JsonNode> SeriesAsync(string query) => (await site.GetAsync($"/api/v1/metrics?name=loss&{query}"))["series"]!.AsArray().ShouldHaveSingleItem()!;

    private static JsonObject Group(string key, params Guid[] runs) =>
        new() { ["key"] = key, ["runs"] = new JsonArray([.. runs.Select(run => (JsonNode)run.ToString())]) };

    private static double[] Numbers(JsonNode? array) =>
        [.. array!.AsArray().Select(value => value!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? value.GetValue<double>() : double.NaN)];
}
