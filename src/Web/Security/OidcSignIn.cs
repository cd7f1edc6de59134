using Mantissa.Web.Accounts;
using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mantissa.Web.Security;

/// <summary>Sign-in by an identity provider: the code flow with PKCE, after which somebody has a session like everybody else.</summary>
internal static class OidcSignIn
{
    public const string Scheme = "oidc";

    /// <summary>Where the button leads.</summary>
    public const string Path = "/sign-in/oidc";

    public static AuthenticationBuilder AddOidc(this AuthenticationBuilder builder, OidcSettings? settings) => settings is null ? builder : builder.AddOpenIdConnect(Scheme, oidc =>
    {
        (oidc.Authority, oidc.ClientId, oidc.ClientSecret) = (settings.Authority.AbsoluteUri, settings.ClientId, settings.ClientSecret);
        oidc.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        oidc.CallbackPath = "/sign-in/oidc/callback";
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.SignInScheme = SessionCookie.Scheme;
        oidc.MapInboundClaims = false;
        oidc.Scope.Add("email");

        // The provider sends people back by a plain link, with which Lax cookies come.
        oidc.NonceCookie.SameSite = oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oidc.NonceCookie.SecurePolicy = oidc.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.Events = new()
        {
            OnTicketReceived = EnterAsync,
            OnRemoteFailure = context =>
            {
                context.Response.Redirect($"{AuthorizationAnswers.SignIn}?refused=provider");
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    });

    private static async Task EnterAsync(TicketReceivedContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<ExternalAccounts>();
        if (await accounts.EnterAsync(context.Principal!) is not { } session)
        {
            context.Response.Redirect($"{AuthorizationAnswers.SignIn}?refused=disabled");
            context.HandleResponse();
            return;
        }

        context.Principal = SessionCookie.Ticket(session.Id);
        (context.Properties!.IsPersistent, context.Properties.ExpiresUtc) = (true, session.ExpiresAt);
    }
}
