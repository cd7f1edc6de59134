using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Data.External;

/// <summary>Registers what a process needs that hears the programs of external runs.</summary>
public static class ExternalRecording
{
    /// <summary>Looks for external runs whose programs fell silent, in the background of the host. The stores come with the platform's data.</summary>
    public static IServiceCollection AddExternalRecording(this IServiceCollection services) => services.AddHostedService<LostExternalRunSweep>();
}
