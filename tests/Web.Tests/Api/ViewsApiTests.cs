using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class ViewsApiTests(Site site)
{
    private const string Route = "/api/v1/views";

    [Fact]
    public async Task A_view_is_saved_read_renamed_and_deleted()
    {
        var created = await (await site.PostAsync(Route, Draft("Over REST"))).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Route}/over-rest";
        created["url"]!.GetValue<string>().ShouldEndWith("/?view=over-rest");

        var read = await site.Client.GetAsync(path);
        var saved = await (await PutAsync(path, Draft("Renamed"), read.Headers.ETag)).ShouldBeAsync(HttpStatusCode.OK);

        (saved["id"]!.GetValue<string>(), saved["name"]!.GetValue<string>(), saved["version"]!.GetValue<int>()).ShouldBe(("over-rest", "Renamed", 2));
        saved["content"]!["columns"]![1]!["width"]!.GetValue<int>().ShouldBe(90);
        (await site.Client.GetFromJsonAsync<JsonArray>(Route))!.Select(view => view!["id"]!.GetValue<string>()).ShouldContain("over-rest");
        await (await PutAsync(path, Draft("Late"), read.Headers.ETag)).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await PutAsync(path, Draft("Blind"), null)).ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired);
        (await site.Client.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await site.Client.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await site.Client.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await PutAsync(path, Draft("Gone"), EntityTagHeaderValue.Any)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{}""", "name", "needs a name")]
    [InlineData("""{"name":"x","content":{"filter":"model = "}}""", "content.filter", "mistake at 9")]
    [InlineData("""{"name":"x","content":{"columns":[{"field":"name","width":7}]}}""", "content.columns[0].width", "not 7")]
    [InlineData("""{"name":"x","content":{"statuses":["Paused"]}}""", "content.statuses", "no status 'Paused'")]
    [InlineData("""{"name":"x","content":{"colour":"red"}}""", "content.colour", "no field 'colour'")]
    public async Task A_mistake_is_named_where_it_is(string json, string field, string words) =>
        (await (await site.PostAsync(Route, json)).ShouldBlameAsync(field)).ShouldContain(words);

    private static string Draft(string name) =>
        $$$"""{"name":"{{{name}}}","content":{"filter":"model = 'wgan'","columns":[{"field":"name"},{"field":"params.lr","width":90}],"groupBy":["format"]}}""";

    private Task<HttpResponseMessage> PutAsync(string path, string json, EntityTagHeaderValue? match)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(json, null, "application/json") };
        if (match is not null)
            request.Headers.IfMatch.Add(match);
        return site.Client.SendAsync(request);
    }
}
