using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Mantissa.Web.Tests.Telemetry;

/// <summary>The real process with a log for tools.</summary>
public sealed class JsonLogTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_failure_of_a_request_about_a_run_names_the_run()
    {
        using var data = new TemporaryDirectory();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var start = new ProcessStartInfo("dotnet", [Checkout.AssemblyOf("Web")]) { RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("DATA_DIR", data.Path), ("DATABASE", postgres.ConnectionString), ("URL", "http://127.0.0.1:0"), ("LOG", "json") })
            start.Environment[$"MANTISSA_{name}"] = value;
        using var process = Process.Start(start)!;
        try
        {
            var ready = await LineAsync(line => line["Message"]!.GetValue<string>().StartsWith("Mantissa is ready at ", StringComparison.Ordinal));
            using var client = OperatorAccess.ClientOf(ready["State"]!["Url"]!.GetValue<string>(), data.Path);
            var id = Guid.CreateVersion7();
            await postgres.ExecuteAsync("alter table run rename to run_away");

            (await client.GetAsync($"/api/v1/runs/{id}", patience.Token)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);

            var failure = await LineAsync(line => line["EventId"]!.GetValue<int>() == 2 && line.ToJsonString().Contains(id.ToString(), StringComparison.Ordinal));
            failure["Scopes"]!.AsArray().Any(scope => scope!["run"]?.GetValue<string>() == id.ToString()).ShouldBeTrue(failure.ToJsonString());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        async Task<JsonNode> LineAsync(Func<JsonNode, bool> wanted)
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (JsonNode.Parse(line) is { } parsed && wanted(parsed))
                    return parsed;
            }

            throw new InvalidOperationException("The site ended before it said so.");
        }
    }
}
