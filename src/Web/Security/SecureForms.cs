using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace Mantissa.Web.Security;

/// <summary>
/// Behind a proxy that speaks TLS, cookies do not travel without it: a form that came around the proxy has no token that could be checked, and
/// whoever sent it is told so. The framework would fail.
/// </summary>
internal static class SecureForms
{
    public static IApplicationBuilder UseSecureForms(this IApplicationBuilder app, WebSettings settings) => !settings.BehindTls ? app : app.Use(async (context, next) =>
    {
        if (!context.Request.IsHttps && context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }
            && HttpMethods.IsPost(context.Request.Method))
        {
            await TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest,
                title: "Not over HTTPS",
                detail: "Forms are taken over HTTPS only. Open the site by the address of its proxy; the proxy has to be named in MANTISSA_TRUSTED_PROXIES, and to send X-Forwarded-Proto.")
                .ExecuteAsync(context);
            return;
        }

        await next(context);
    });
}
