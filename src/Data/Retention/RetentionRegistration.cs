using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Data.Retention;

/// <summary>Adds the retention of old runs' checkpoints and logs.</summary>
public static class RetentionRegistration
{
    public static IServiceCollection AddRetention(this IServiceCollection services, RetentionOptions options) =>
        services.AddSingleton(options).AddSingleton<RetentionStore>().AddHostedService<RetentionSweep>();
}
