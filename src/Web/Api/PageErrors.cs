using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Mantissa.Web.Api;

/// <summary>Gives the failure of a page an id that is in the log; the error page shows it.</summary>
internal sealed class PageErrors(ILogger<PageErrors> logger) : IExceptionHandler
{
    public const string IdKey = "mantissa-error";

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var id = ActivityTraceId.CreateRandom().ToHexString()[..12];
        httpContext.Items[IdKey] = id;
        var path = httpContext.Features.Get<IExceptionHandlerPathFeature>()!.Path;
        logger.RequestFailed(exception, httpContext.Request.Method, path, id);
        return ValueTask.FromResult(false);
    }
}
