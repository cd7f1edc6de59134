using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Mantissa.Web.Security;

/// <summary>Answers a refused request with a problem in words; there is no sign-in page to send anyone to yet.</summary>
internal sealed class ForbiddenProblem : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded
            ? next(context)
            : TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: "Not from here",
                detail: "This site answers only the machine it runs on.").ExecuteAsync(context);
}
