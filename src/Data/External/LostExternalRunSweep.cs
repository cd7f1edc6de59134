using Microsoft.Extensions.Logging;

namespace Mantissa.Data.External;

/// <summary>Looks for lost external runs now and then, in the process that hears their programs.</summary>
internal sealed class LostExternalRunSweep(LostExternalRuns runs, TimeProvider time, ILogger<LostExternalRunSweep> logger)
    : PeriodicSweep(TimeSpan.FromSeconds(5), time)
{
    private DateTimeOffset? since;

    protected override async Task SweepAsync(CancellationToken cancellationToken)
    {
        since ??= await runs.NowAsync(cancellationToken);
        await runs.MarkAsync(since.Value, cancellationToken);
    }

    protected override void Failed(string reason) => LogMessages.LostRunSweepFailed(logger, reason);
}
