using System.Security.Claims;
using Mantissa.Web.Accounts;
using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Mantissa.Web.Security;

/// <summary>The cookie of who is signed in: an id of a session, sealed. What it is good for is asked of the session with every request.</summary>
internal static class SessionCookie
{
    public const string Scheme = "session";

    private const string IdClaim = "id";

    /// <summary>What the cookie carries.</summary>
    public static ClaimsPrincipal Ticket(Guid session) => new(new ClaimsIdentity([new(IdClaim, session.ToString())], Scheme));

    public static AuthenticationBuilder AddSessionCookie(this AuthenticationBuilder builder, WebSettings settings) => builder.AddCookie(Scheme, cookie =>
    {
        cookie.Cookie.Name = settings.BehindTls ? "__Host-mantissa-session" : "mantissa-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.Path = "/";

        // Lax, so that a link to a run, from a chat or a mail, opens signed in; what changes something is checked for its origin.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = settings.BehindTls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = SessionStore.Life;
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
    });

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // The page that says that something failed is for everybody, and the database may be what failed.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.RejectPrincipal();
            return;
        }

        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionStore>();
        if (Guid.TryParse(context.Principal?.FindFirstValue(IdClaim), out var id) && await sessions.FindAsync(id, context.HttpContext.RequestAborted) is { } session)
        {
            context.ReplacePrincipal(Caller.Of(session, ClientAddress.Of(context.HttpContext)));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
