using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Mantissa.Web.Tests.Sites;

namespace Mantissa.Web.Tests.Api.Recording;

/// <summary>The programs of docs/examples, as they are, against a real site.</summary>
[Collection(SiteCollection.Name)]
public sealed class ExamplesTests(Site site)
{
    [RequiredProgramFact("python3")]
    public Task The_example_in_Python_records_a_run() => RunAsync("record.py", "from Python", pictures: 5, "python3");

    [RequiredProgramFact("dotnet")]
    public Task The_example_in_CSharp_records_a_run() => RunAsync("Record.cs", "from C#", pictures: 0, "dotnet", "run");

    private async Task RunAsync(string example, string name, int pictures, string program, params string[] arguments)
    {
        // Outside of the checkout, where no settings of ours apply.
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, example);
        File.Copy(Path.Combine(Checkout.Root, "docs/examples", example), file);
        var start = new ProcessStartInfo(program, [.. arguments, file, site.Client.BaseAddress!.ToString().TrimEnd('/')]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        start.Environment["MANTISSA_API_KEY"] = await site.KeyAsync(await site.AccountAsync(AccountRole.Member), Permission.Record);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);

        var id = (await output).Trim().Split('/')[^1];
        var run = await site.GetAsync($"/api/v1/runs/{id}");
        (run["name"]!.GetValue<string>(), run["status"]!.GetValue<string>(), run["step"]!.GetValue<long>()).ShouldBe((name, "Completed", 50));
        var loss = (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{id}/metrics"))!.ShouldHaveSingleItem()!;
        loss["count"]!.GetValue<long>().ShouldBe(50);
        loss["first"]!.GetValue<double>().ShouldBe(3.2 * 3.2, 1e-9);
        (await site.Client.GetFromJsonAsync<JsonArray>($"/api/v1/runs/{id}/images"))!.Count.ShouldBe(pictures);
        (await site.GetAsync($"/api/v1/runs/{id}/logs"))["lines"]!.AsArray().Count.ShouldBe(5);
    }
}
