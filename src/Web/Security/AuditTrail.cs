using Mantissa.Web.Accounts;
using Microsoft.AspNetCore.Http.Metadata;

namespace Mantissa.Web.Security;

/// <summary>Writes down what was done over the API, once it was done.</summary>
internal static class AuditTrail
{
    public static IApplicationBuilder UseAuditTrail(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var endpoint = context.GetEndpoint();
        await next(context);
        if (endpoint?.Metadata.GetMetadata<AuditMark>() is null || context.Response.StatusCode >= StatusCodes.Status400BadRequest)
            return;
        var action = endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? context.Request.Method;
        var subject = context.Response.Headers.Location is [{ Length: > 0 } made] ? made : context.Request.Path.Value!;

        // It is done, so it is written down even if the client has left.
        await context.RequestServices.GetRequiredService<AuditLog>().WriteAsync(context.User, action, subject, CancellationToken.None);
    });
}
