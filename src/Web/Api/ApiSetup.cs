using System.Text.Json;
using Mantissa.Catalogue;
using Mantissa.Data.External;
using Mantissa.Web.Api.Recording;
using Mantissa.Web.Hardware;
using Mantissa.Web.Security;
using Mantissa.Web.Submission;

namespace Mantissa.Web.Api;

/// <summary>The REST API: one file an area, each with its routes at the top.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddApiDescription();
        services.AddApiLimits();
        services.ConfigureHttpJsonOptions(options => Adopt(options.SerializerOptions, CatalogueJson.Options));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Detail ??= Problems.Explain(context.HttpContext.Request, context.ProblemDetails.Status));
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddExceptionHandler<PageErrors>();
        services.AddExternalRecording();
        services.AddSingleton<RunResources>();
        services.AddSingleton<HardwareEstimates>();
        services.AddSingleton<StartCheck>();
        services.AddSingleton<SubmissionCatalogue>();
        return services;
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").Reads();
        var api = routes.MapGroup("/api/v1").DisableAntiforgery().RequireRateLimiting(ApiLimits.Policy);
        api.MapRuns();
        api.MapRunList();
        api.MapRunChanges();
        api.MapRunEvents();
        api.MapRecording();
        api.MapRunFiles();
        api.MapMetrics();
        api.MapMetricGroups();
        api.MapHistograms();
        api.MapSeriesStreams();
        api.MapImages();
        api.MapArtifacts();
        api.MapLogs();
        api.MapCheckpoints();
        api.MapComparisons();
        api.MapHardware();
        api.MapDashboards();
        api.MapViews();
        api.MapDatasets();
        api.MapPlatform();
        api.MapKeys();
        api.MapSignInLinks();
    }

    private static void Adopt(JsonSerializerOptions target, JsonSerializerOptions source)
    {
        target.NumberHandling = source.NumberHandling;
        target.UnmappedMemberHandling = source.UnmappedMemberHandling;
        target.DefaultIgnoreCondition = source.DefaultIgnoreCondition;
        target.AllowDuplicateProperties = false;
        target.Converters.Add(new StrictObjectConverter());
        foreach (var converter in source.Converters)
            target.Converters.Add(converter);
    }
}
