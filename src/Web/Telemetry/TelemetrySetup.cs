using System.Text.Json;
using Mantissa.Data.Telemetry;
using Mantissa.Web.Hosting;
using Mantissa.Web.Security;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;

namespace Mantissa.Web.Telemetry;

/// <summary>What the site tells of itself: metrics at <c>/metrics</c> and to a collector, traces to a collector, and its log.</summary>
internal static class TelemetrySetup
{
    public const string MetricsPath = "/metrics";

    public static void AddTelemetry(this WebApplicationBuilder builder, WebSettings settings)
    {
        builder.Services.AddHostedService<PlatformGauges>();
        builder.Services.AddPlatformTelemetry(
            "mantissa-web", $"{Environment.MachineName}:{Environment.ProcessId}",
            metrics => metrics.AddPrometheusExporter(exporter => exporter.ScrapeEndpointPath = MetricsPath));
        if (settings.JsonLog)
            builder.Logging.AddJsonConsole(Describe);
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
    }

    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint(MetricsPath).Reads();

    private static void Describe(JsonConsoleFormatterOptions console)
    {
        (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "O");
        console.JsonWriterOptions = new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
