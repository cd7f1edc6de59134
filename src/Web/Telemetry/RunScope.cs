namespace Mantissa.Web.Telemetry;

/// <summary>Every line that is logged for a request about a run carries the run's id, where the log has a place for it (JSON).</summary>
internal static class RunScope
{
    private static readonly PathString[] Runs = ["/api/v1/runs", "/runs"];

    public static void UseRunScope(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IdOf(context) is not { } id)
        {
            await next(context);
            return;
        }

        using (app.Logger.BeginScope(new Dictionary<string, object> { ["run"] = id }))
            await next(context);
    });

    private static Guid? IdOf(HttpContext context) =>
        Array.Exists(Runs, runs => context.Request.Path.StartsWithSegments(runs, StringComparison.OrdinalIgnoreCase))
        && Guid.TryParse(context.GetRouteValue("id")?.ToString(), out var id) ? id : null;
}
