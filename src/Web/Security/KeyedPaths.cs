using Mantissa.Web.Mlflow;
using Mantissa.Web.Telemetry;

namespace Mantissa.Web.Security;

/// <summary>Where programs come, and keys are good: pages are for people, who sign in.</summary>
internal static class KeyedPaths
{
    private static readonly PathString[] Prefixes =
        ["/api", "/openapi", TelemetrySetup.MetricsPath, .. MlflowRoutes.Prefixes.Select(prefix => new PathString(prefix))];

    public static bool Contain(PathString path) =>
        !path.StartsWithSegments("/api/docs") && Array.Exists(Prefixes, prefix => path.StartsWithSegments(prefix));
}
