namespace Mantissa.Web.Security;

/// <summary>Headers that keep a page to what it was written to do.</summary>
internal static class SecurityHeaders
{
    // Scripts come from files only. Styles may be inline: Radzen and ECharts position elements by style attributes.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // When the answer starts, because an error answer begins by clearing what was there.
        context.Response.OnStarting(() => Set(context.Request, context.Response.Headers));
        return next(context);
    });

    private static Task Set(HttpRequest request, IHeaderDictionary headers)
    {
        if (request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";

        // Addresses that hold a secret are told to nobody, this site's own pages included: no more than the site is. Nothing at all would do as
        // well, but makes browsers send a form with the origin "null", as that of another site's page (Fetch standard, "append a request Origin header").
        headers["Referrer-Policy"] = SecretAddress.Holds(request.Path) ? "strict-origin" : "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
