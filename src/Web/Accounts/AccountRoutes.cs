using Mantissa.Web.Hosting;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Accounts;

/// <summary>What signs somebody in or out without a form of its own.</summary>
internal static class AccountRoutes
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SecretAddress.SignInLink, FollowAsync).ForAll().ExcludeFromDescription();
        routes.MapGet(OidcSignIn.Path, Challenge).ForAll().ExcludeFromDescription();
        routes.MapPost("/sign-out", LeaveAsync).RequireAuthorization(Policies.SignedIn).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>A link for somebody who is at the machine of the site: it works once, for a quarter of an hour, and the address it leads to does not hold it.</summary>
    private static async Task<Results<StatusCodeHttpResult, RedirectHttpResult>> FollowAsync(
        HttpRequest request, HttpResponse response, SignIns signIns, string? token = null, string? to = null)
    {
        // A browser that looks ahead must not use it up.
        if (request.Headers["Sec-Purpose"].Count > 0)
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(await signIns.WithLinkAsync(token) ? LocalAddress.Of(to) : $"{AuthorizationAnswers.SignIn}?link=used");
    }

    /// <summary>Sends somebody to the identity provider, if there is one.</summary>
    private static IResult Challenge(WebSettings settings, string? to = null) => settings.Oidc is null
        ? TypedResults.NotFound()
        : TypedResults.Challenge(new() { RedirectUri = LocalAddress.Of(to) }, [OidcSignIn.Scheme]);

    private static async Task<RedirectHttpResult> LeaveAsync(SignIns signIns)
    {
        await signIns.LeaveAsync();
        return TypedResults.Redirect(AuthorizationAnswers.SignIn);
    }
}
