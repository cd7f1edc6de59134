using System.Net;
using System.Text.Json.Nodes;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api;

[Collection(SiteCollection.Name)]
public sealed class ApiDescriptionTests(Site site)
{
    [Fact]
    public async Task Every_operation_says_what_can_go_wrong()
    {
        var document = await site.GetAsync("/openapi/v1.json");
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        var operations = document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Where(o => o.Value is JsonObject).Select(o => (Path: path.Key, Method: o.Key, Operation: o.Value!.AsObject()))).ToList();

        operations.Count.ShouldBeGreaterThan(40);
        foreach (var (path, method, operation) in operations)
        {
            var name = $"{method} {path}";
            operation["summary"]?.GetValue<string>().ShouldNotBeNullOrWhiteSpace(name);
            var responses = operation["responses"]!.AsObject();
            responses.ShouldContainKey("429", name);
            responses.ShouldContainKey("500", name);
            if (path.Contains('{', StringComparison.Ordinal))
                responses.ShouldContainKey("404", name);
            foreach (var (status, response) in responses.Where(r => r.Key[0] is '4' or '5'))
                response!["content"]!["application/problem+json"]!["example"]!["status"]!.GetValue<int>().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(status, name);
        }
    }

    [Theory]
    [InlineData("/api/v1/runs", "post")]
    [InlineData("/api/v1/runs/search", "post")]
    [InlineData("/api/v1/runs/{id}", "patch")]
    [InlineData("/api/v1/runs/{id}/clone", "post")]
    [InlineData("/api/v1/comparisons", "post")]
    [InlineData("/api/v1/metrics/groups", "post")]
    [InlineData("/api/v1/runs/external", "post")]
    [InlineData("/api/v1/runs/{id}/records", "post")]
    [InlineData("/api/v1/keys", "post")]
    public async Task Bodies_have_an_example(string path, string method)
    {
        var document = await site.GetAsync("/openapi/v1.json");
        var operation = document["paths"]![path]![method]!;
        operation["requestBody"]!["content"]!.AsObject().ShouldAllBe(body => body.Value!["example"] != null);
    }

    [Fact]
    public async Task The_page_comes_from_here_with_all_that_it_needs()
    {
        var page = await site.PageAsync("/api/docs/index.html");
        page.QuerySelectorAll("script:not([src])").ShouldAllBe(script => script.TextContent.Trim().Length == 0, "The content security policy allows no script inside a page.");
        var files = page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        files.Count.ShouldBeGreaterThan(3);
        foreach (var file in files)
        {
            file.ShouldNotContain("//");
            (await site.Client.GetAsync(new Uri(new Uri(site.Client.BaseAddress!, "/api/docs/"), file))).StatusCode.ShouldBe(HttpStatusCode.OK, file);
        }
    }
}
