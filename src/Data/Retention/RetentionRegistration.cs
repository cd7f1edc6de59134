using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Data.Retention;

/// <summary>Adds the retention of old runs' checkpoints and logs, and of the audit log.</summary>
public static class RetentionRegistration
{
    public static IServiceCollection AddRetention(this IServiceCollection services, RetentionOptions options) =>
        services.AddSingleton(options).AddSingleton<RetentionStore>().AddSingleton<AuditRetention>().AddHostedService<RetentionSweep>();
}
