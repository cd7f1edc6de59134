using System.Net;
using Microsoft.AspNetCore.Authorization;

namespace Mantissa.Web.Security;

/// <summary>
/// Who may use the site until there are accounts: whoever sits at this machine. It is the fallback policy, so every page, endpoint
/// and hub that does not say otherwise has it; roles will take its place here and nowhere else.
/// </summary>
public sealed class LoopbackRequirement : IAuthorizationRequirement;

/// <summary>Grants <see cref="LoopbackRequirement"/> to connections from a loopback address; one without an address proves nothing.</summary>
public sealed class LoopbackHandler(IHttpContextAccessor accessor) : AuthorizationHandler<LoopbackRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, LoopbackRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        var connection = (context.Resource as HttpContext ?? accessor.HttpContext)?.Connection;
        if (connection?.RemoteIpAddress is { } address && IPAddress.IsLoopback(address))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
