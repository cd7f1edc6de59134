using System.Diagnostics;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace Mantissa.Web;

/// <summary>What a user is told of a failure: an id under which the log has the reason, and nothing about the inside.</summary>
internal static class ErrorId
{
    public static string Create() => ActivityTraceId.CreateRandom().ToHexString()[..12];

    /// <summary>Logs the failure of a request under a new id.</summary>
    public static string Log(ILogger logger, Exception exception, HttpContext context)
    {
        var id = Create();
        logger.RequestFailed(exception, context.Request.Method, SecretAddress.Conceal(PathOf(context)), id);
        return id;
    }

    /// <summary>What was asked for: the request itself has been pointed at the error page by the time that it is handled.</summary>
    public static string PathOf(HttpContext context) => context.Features.Get<IExceptionHandlerPathFeature>()!.Path;

    public static string Explain(string id) => $"Something failed on the server. Its log has the reason under {id}.";
}
