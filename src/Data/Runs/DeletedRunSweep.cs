using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mantissa.Data.Runs;

/// <summary>Removes deleted runs for good, in the process that lets people delete them.</summary>
internal sealed class DeletedRunSweep(DeletedRuns runs, TimeProvider time, ILogger<DeletedRunSweep> logger)
    : PeriodicSweep(TimeSpan.FromMinutes(1), time)
{
    protected override Task SweepAsync(CancellationToken cancellationToken) => runs.PurgeAsync(cancellationToken);

    protected override void Failed(string reason) => LogMessages.DeletedRunSweepFailed(logger, reason);
}

/// <summary>Registers what a process needs that lets people delete runs and change their mind.</summary>
public static class RunDeletion
{
    public static IServiceCollection AddDeletedRunSweep(this IServiceCollection services) => services.AddHostedService<DeletedRunSweep>();
}
