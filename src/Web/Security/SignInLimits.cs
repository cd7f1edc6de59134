using System.Threading.RateLimiting;
using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.RateLimiting;

namespace Mantissa.Web.Security;

/// <summary>How often an address may try to sign in. Looking at the form is free.</summary>
internal static class SignInLimits
{
    public const string Policy = "sign-in";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddSignIn(this RateLimiterOptions limiter) => limiter.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
        ? RateLimitPartition.GetFixedWindowLimiter(ClientAddress.Of(context), _ => new()
        {
            PermitLimit = context.RequestServices.GetRequiredService<WebSettings>().SignInsPerMinute, Window = Window,
        })
        : RateLimitPartition.GetNoLimiter(""));
}
