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

    private static bool ChangesSomething(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest
        || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method));

    private static bool IsForeign(HttpRequest request) =>
        (request.Headers.Origin is [{ Length: > 0 } origin] && origin != $"{request.Scheme}://{request.Host}")
        || request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"];
}
