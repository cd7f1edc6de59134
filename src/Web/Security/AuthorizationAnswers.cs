using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Security;

/// <summary>What somebody is told who may not: people are sent to sign in, programs get a problem in words.</summary>
internal sealed class AuthorizationAnswers : IAuthorizationMiddlewareResultHandler
{
    public const string SignIn = "/sign-in";
    public const string ChangePassword = "/account/password";

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        var signedIn = context.User.Identity?.IsAuthenticated == true;
        if (!IsForPeople(context.Request))
            await Problem(context, signedIn).ExecuteAsync(context);
        else if (!signedIn)
            context.Response.Redirect($"{SignIn}{Return(context.Request)}");
        else if (context.User.OwesPassword())
            context.Response.Redirect($"{ChangePassword}{Return(context.Request)}");
        else if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            await ExplainAsync(next, context);
        else
            await Problem(context, signedIn).ExecuteAsync(context);
    }

    private static bool IsForPeople(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !KeyedPaths.Contain(request.Path) && !request.Path.StartsWithSegments("/_blazor")
        && request.Headers.Accept.ToString() is var accept && (accept.Length == 0 || accept.Contains("text/html", StringComparison.Ordinal) || accept.Contains("*/*", StringComparison.Ordinal));

    /// <summary>The page itself is not made: the router asks the same policy and puts words in its place.</summary>
    private static Task ExplainAsync(RequestDelegate next, HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return next(context);
    }

    private static string Return(HttpRequest request) =>
        request.Path == "/" && !request.QueryString.HasValue ? "" : QueryString.Create("return", request.Path + request.QueryString).Value!;

    private static ProblemHttpResult Problem(HttpContext context, bool signedIn)
    {
        if (signedIn)
        {
            var needed = string.Join(", ", (context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? []).Select(data => data.Policy));
            return TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden, title: "Not allowed",
                detail: context.User.OwesPassword()
                    ? $"The password has to be changed first, at {ChangePassword}."
                    : $"{context.User.Words()} may not do this; it needs '{needed}'.");
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(
            statusCode: StatusCodes.Status401Unauthorized, title: "Sign in",
            detail: context.Items[ApiKeyHandler.RefusalKey] as string ?? "This needs a key: send 'Authorization: Bearer mts_…'. Keys are made on the page Settings.");
    }
}
