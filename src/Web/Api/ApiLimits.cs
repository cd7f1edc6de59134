using System.Globalization;
using System.Threading.RateLimiting;
using Mantissa.Web.Hosting;
using Mantissa.Web.Security;

namespace Mantissa.Web.Api;

/// <summary>How much a client may ask for at once: a bucket of two seconds' worth of requests, filled at the rate that is set.</summary>
internal static class ApiLimits
{
    public const string Policy = "api";

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    public static IServiceCollection AddApiLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(Policy, context =>
        {
            var rate = context.RequestServices.GetRequiredService<WebSettings>().RequestsPerSecond;
            return RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => new()
            {
                TokenLimit = rate * 2,
                TokensPerPeriod = Math.Max(1, rate / 10),
                ReplenishmentPeriod = rate < 10 ? TimeSpan.FromSeconds(1.0 / rate) : Period,
                QueueLimit = 0,
            });
        });
        limiter.AddSignIn();
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
            rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await TypedResults.Problem(
                statusCode: StatusCodes.Status429TooManyRequests,
                title: "Too many requests",
                detail: $"This client sends more requests than it may. Try again in {wait} s.").ExecuteAsync(rejected.HttpContext);
        };
    });

    /// <summary>Each key, each account, and of those who are neither each address, has a bucket.</summary>
    private static string ClientOf(HttpContext context) =>
        context.User.KeyPrefix() is { } key ? $"key {key}"
        : context.User.AccountId() is { } account ? $"account {account}"
        : ClientAddress.Of(context);
}
