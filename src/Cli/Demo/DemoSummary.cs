using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mantissa.Cli.Api;

namespace Mantissa.Cli.Demo;

/// <summary>The one line that <c>--json</c> ends with.</summary>
internal static class DemoSummary
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static bool Succeeded(SubmittedComparison comparison) => comparison.Runs.All(run => run.Succeeded);

    public static string Json(SubmittedComparison comparison) => JsonSerializer.Serialize(
        new
        {
            Demo = Succeeded(comparison) ? "ok" : "failed",
            Runs = comparison.Runs.Select(run => new { run.Id, run.Model, run.Format, run.Status, run.Metrics }),
            comparison.Url,
        },
        Options);
}
