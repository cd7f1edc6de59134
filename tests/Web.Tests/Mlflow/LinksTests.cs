using System.Diagnostics;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Mlflow;

/// <summary>The links that clients print, followed by the script that every page loads.</summary>
[Collection(SiteCollection.Name)]
public sealed class LinksTests(Site site)
{
    [RequiredProgramFact("node")]
    public async Task Links_of_clients_lead_to_our_pages()
    {
        var page = await site.PageAsync("/");
        var source = page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!).Single(src => src.Contains("mlflow-links", StringComparison.Ordinal));
        var script = await site.Client.GetStringAsync("/" + source.TrimStart('/'));

        (await FollowAsync(script, "/", "#/experiments/0/runs/0123456789abcdef0123456789abcdef")).ShouldBe("/runs/01234567-89ab-cdef-0123-456789abcdef");
        (await FollowAsync(script, "/", "#/experiments/12/runs/0123456789abcdef0123456789abcdef/artifacts")).ShouldBe("/runs/01234567-89ab-cdef-0123-456789abcdef");
        (await FollowAsync(script, "/", "#/experiments/12")).ShouldBe("/");
        (await FollowAsync(script, "/", "#/experiments/12/runs/javascript:alert(1)")).ShouldBe("/");
        (await FollowAsync(script, "/", "#h-upload")).ShouldBe("stays");
        (await FollowAsync(script, "/runs/x", "#/experiments/0/runs/0123456789abcdef0123456789abcdef")).ShouldBe("stays");
    }

    private static async Task<string> FollowAsync(string script, string path, string hash)
    {
        var program = $$"""
            let followed = "stays";
            const location = { pathname: "{{path}}", hash: "{{hash}}", replace(to) { followed = to; } };
            const window = { addEventListener() {} };
            {{script}}
            console.log(followed);
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", program]) { RedirectStandardOutput = true })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return output.Trim();
    }
}
