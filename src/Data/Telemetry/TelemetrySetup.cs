using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Mantissa.Data.Telemetry;

/// <summary>Hands metrics and traces of a process to whoever collects them.</summary>
public static class TelemetrySetup
{
    /// <summary>OpenTelemetry's own setting: where its collector is.</summary>
    public const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What the runtime, the web server, the browser's connections and the database driver measure by themselves.</summary>
    private static readonly string[] Meters =
    [
        PlatformTelemetry.Name, "System.Runtime", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Components.Server.Circuits",
    ];

    /// <summary>Sends everything by OTLP where a collector is named; without one, only what <paramref name="readers"/> adds reads the meters.</summary>
    /// <param name="services">Of the process.</param>
    /// <param name="service">Its name for collectors, e.g. <c>mantissa-web</c>.</param>
    /// <param name="instance">Tells processes of one name apart.</param>
    /// <param name="readers">Further readers of the metrics.</param>
    public static IServiceCollection AddPlatformTelemetry(
        this IServiceCollection services, string service, string instance, Action<MeterProviderBuilder>? readers = null)
    {
        var collected = !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(CollectorSetting));
        if (!collected && readers is null)
            return services;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceInstanceId: instance))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                readers?.Invoke(metrics);
            });
        if (collected)
            telemetry.WithTracing(traces => traces.AddSource(PlatformTelemetry.Name, "Microsoft.AspNetCore", "Npgsql")).UseOtlpExporter();
        return services;
    }
}
