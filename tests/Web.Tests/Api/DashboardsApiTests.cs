using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class DashboardsApiTests(Site site)
{
    private const string Route = "/api/v1/dashboards";

    [Fact]
    public async Task A_dashboard_is_made_read_replaced_and_deleted()
    {
        var created = await (await site.PostAsync(Route, Draft("Formats"))).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Route}/{created["id"]}";
        created["url"]!.GetValue<string>().ShouldEndWith($"/dashboards/{created["id"]}");

        var read = await site.Client.GetAsync(path);
        var saved = await (await PutAsync(path, Draft("Renamed"), read.Headers.ETag)).ShouldBeAsync(HttpStatusCode.OK);

        (saved["name"]!.GetValue<string>(), saved["version"]!.GetValue<int>()).ShouldBe(("Renamed", 2));
        saved["content"]!["widgets"]![0]!["options"]!["metric"]!.GetValue<string>().ShouldBe("train/loss");
        (await site.Client.GetFromJsonAsync<JsonArray>(Route))!.Select(d => d!["id"]!.GetValue<Guid>()).ShouldContain(created["id"]!.GetValue<Guid>());
        (await site.Client.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await site.Client.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await PutAsync(path, Draft("Renamed"), EntityTagHeaderValue.Any)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_overwrites_what_somebody_else_saved()
    {
        var path = $"{Route}/{(await (await site.PostAsync(Route, Draft("One"))).ShouldBeAsync(HttpStatusCode.Created))["id"]}";
        var seen = (await site.Client.GetAsync(path)).Headers.ETag;
        var next = (await PutAsync(path, Draft("Two"), seen)).Headers.ETag;

        var problem = await (await PutAsync(path, Draft("Three"), seen)).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        problem["detail"]!.GetValue<string>().ShouldContain("at version 2");
        await (await PutAsync(path, Draft("Three"), null)).ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired);
        await (await DeleteAsync(path, seen)).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        (await PutAsync(path, Draft("Three"), EntityTagHeaderValue.Any)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.GetAsync(path))["name"]!.GetValue<string>().ShouldBe("Three");
        next.ShouldNotBe(seen);
    }

    [Theory]
    [InlineData("""{}""", "name", "needs a name")]
    [InlineData("""{"name":null,"content":null,"query":null}""", "name", "needs a name")]
    [InlineData("""{"name":"x","query":"model ="}""", "query", "mistake at 8")]
    [InlineData("""{"name":"x","colour":"red"}""", "colour", "no field 'colour'")]
    [InlineData("""{"name":"x","content":{"widgets":[null]}}""", "content.widgets[0].id", "needs an id")]
    [InlineData("""{"name":"x","content":{"widgets":[{"id":"00000000-0000-0000-0000-000000000001","kind":"pie"}]}}""", "content.widgets[0].kind", "Known: chart")]
    [InlineData("""{"name":"x","content":{"widgets":[{"id":"00000000-0000-0000-0000-000000000001","kind":"text","place":{"x":0,"y":0,"width":13,"height":1}}]}}""", "content.widgets[0].place", "not 13")]
    [InlineData("""{"name":"x","content":{"widgets":[{"id":"00000000-0000-0000-0000-000000000001","kind":"number","options":{"metric":7}}]}}""", "content.widgets[0].options.metric", "must be text")]
    public async Task A_mistake_is_named_where_it_is(string json, string field, string words)
    {
        var answer = await site.PostAsync(Route, json);

        (await answer.ShouldBlameAsync(field)).ShouldContain(words);
    }

    private static string Draft(string name) =>
        $$$"""{"name":"{{{name}}}","content":{"widgets":[{"id":"00000000-0000-0000-0000-000000000001","kind":"chart","place":{"x":0,"y":0,"width":6,"height":4},"options":{"metric":"train/loss"}}]}}""";

    private Task<HttpResponseMessage> PutAsync(string path, string json, EntityTagHeaderValue? match)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(json, null, "application/json") };
        if (match is not null)
            request.Headers.IfMatch.Add(match);
        return site.Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> DeleteAsync(string path, EntityTagHeaderValue? match)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.IfMatch.Add(match!);
        return site.Client.SendAsync(request);
    }
}
