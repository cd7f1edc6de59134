using Microsoft.AspNetCore.Http.Features;

namespace Mantissa.Web.Security;

/// <summary>
/// Refuses what another site's page makes a browser send: the browser may add the cookie of who is signed in, and so such a page could cancel
/// runs by a plain form post or open the page's web socket.
/// </summary>
internal static class SameOrigin
{
    public static IApplicationBuilder UseSameOriginOnly(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (ChangesSomething(context) && IsForeign(context.Request))
        {
            await TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: "Request from another site",
                detail: "The browser says that another site's page made this request.").ExecuteAsync(context);
            return;
        }

        await next(context);
    });

    /// <summary>A web socket begins as a GET; whether it is one, the framework's own property says only in the endpoint that takes it.</summary>
    private static bool ChangesSomething(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method));

    private static bool IsForeign(HttpRequest request) =>
        (request.Headers.Origin is [{ Length: > 0 } origin] && origin != $"{request.Scheme}://{request.Host}")
        || request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"];
}
