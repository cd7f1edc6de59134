using Mantissa.Web.Hosting;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Mantissa.Web.Mlflow;

/// <summary>
/// The tracking server that MLflow's clients expect, over the same stores as everything else: what a client logs is a run made elsewhere,
/// and what it reads is every run. One file an area, each with its routes at the top.
/// </summary>
internal static class MlflowRoutes
{
    /// <summary>Where clients and MLflow's own pages send their requests.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["/api/2.0", "/ajax-api/2.0"];

    /// <summary>The version of MLflow whose protocol this is; clients ask for it.</summary>
    private const string Version = "2.22.0";

    private const long LargestBody = 2 << 20;

    /// <summary>Before the API, whose answers to exceptions are problems.</summary>
    public static IServiceCollection AddMlflow(this IServiceCollection services)
    {
        services.AddExceptionHandler<MlflowExceptionHandler>();
        services.AddSingleton<MlflowRuns>();
        return services;
    }

    public static void MapMlflow(this IEndpointRouteBuilder routes)
    {
        foreach (var prefix in Prefixes)
        {
            var server = routes.MapGroup(prefix).DisableAntiforgery().ExcludeFromDescription();
            var tracking = server.MapGroup("/mlflow").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
            tracking.MapExperiments();
            tracking.MapRuns();
            tracking.MapLogging();
            tracking.MapMetricHistory();
            server.MapMlflowArtifacts(routes.ServiceProvider.GetRequiredService<WebSettings>());
            server.Map("/{**rest}", IResult (HttpContext context) => throw MlflowError.NoEndpoint(context.Request.Method, context.Request.Path)).Reads();
        }

        routes.MapGet("/version", () => TypedResults.Text(Version)).ForAll().ExcludeFromDescription();
        routes.MapGet("/health", () => TypedResults.Text("OK")).ForAll().ExcludeFromDescription();
    }
}
