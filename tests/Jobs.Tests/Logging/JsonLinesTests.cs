using System.Diagnostics;
using System.Text.Json.Nodes;
using Mantissa.Jobs.Logging;
using Mantissa.Testing;
using Microsoft.Extensions.Logging;

namespace Mantissa.Jobs.Tests.Logging;

public sealed partial class JsonLinesTests
{
    [Fact]
    public async Task A_line_carries_what_surrounds_it_and_its_own_values_go_first()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "worker.jsonl");
        using var activity = new Activity("attempt").Start();
        await using (var provider = new JsonLinesLoggerProvider(path, TimeProvider.System))
        {
            using var factory = LoggerFactory.Create(logging => logging.AddProvider(provider));
            var log = factory.CreateLogger("Npgsql");
            using (log.BeginScope(new Dictionary<string, object> { ["run"] = "r1", ["step"] = 3 }))
            {
                Says(log, "metric_chunk");
                Elsewhere(log, "r2");
            }

            Outside(log);
        }

        var lines = (await File.ReadAllLinesAsync(path)).Select(line => JsonNode.Parse(line)!).ToArray();
        lines.Select(line => line["run"]?.GetValue<string>()).ShouldBe(["r1", "r2", null]);
        lines[0]["table"]!.GetValue<string>().ShouldBe("metric_chunk");
        lines[0]["step"]!.GetValue<string>().ShouldBe("3");
        lines.ShouldAllBe(line => line["trace"]!.GetValue<string>() == activity.TraceId.ToHexString());
    }

    [LoggerMessage(1, LogLevel.Information, "A library says something of {Table}")]
    private static partial void Says(ILogger log, string table);

    [LoggerMessage(2, LogLevel.Information, "Run {Run} is somebody else's")]
    private static partial void Elsewhere(ILogger log, string run);

    [LoggerMessage(3, LogLevel.Information, "Outside")]
    private static partial void Outside(ILogger log);
}
