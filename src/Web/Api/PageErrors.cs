using Microsoft.AspNetCore.Diagnostics;

namespace Mantissa.Web.Api;

/// <summary>Gives the failure of a page an id that is in the log; the error page shows it.</summary>
internal sealed class PageErrors(ILogger<PageErrors> logger) : IExceptionHandler
{
    public const string IdKey = "mantissa-error";

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        httpContext.Items[IdKey] = ErrorId.Log(logger, exception, httpContext);
        return ValueTask.FromResult(false);
    }
}
