using Mantissa.Data.Entities;
using Mantissa.Data.Workers;
using Mantissa.Web.Security;

namespace Mantissa.Web.Components.Pages.Workers;

/// <summary>Who is alive, what each serves, and what waits.</summary>
public sealed partial class WorkersPage
{
    private IReadOnlyList<WorkerState>? _workers;
    private IReadOnlyList<QueueState> _queues = [];

    protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _queues = await Queues.ListAsync(cancellationToken);
        _workers = await Workers.ListAsync(cancellationToken);
    }

    private async Task PauseAsync(QueueState queue)
    {
        await Actions.TryAsync(Permission.Admin, () => Queues.SetPausedAsync(queue.Queue, queue.PausedAt is null, CancellationToken.None));
        await ReadAsync(CancellationToken.None);
    }

    private async Task DrainAsync(Worker worker)
    {
        await Actions.TryAsync(Permission.Admin, () => Workers.SetPausedAsync(worker.Id, worker.PausedAt is null, CancellationToken.None));
        await ReadAsync(CancellationToken.None);
    }

    /// <summary>A worker that is silent without having said goodbye has died; its run goes to another one.</summary>
    private static string StateOf(WorkerState state) => state switch
    {
        { IsAlive: true, Worker: { PausedAt: not null, CurrentRunId: not null } } => "draining",
        { IsAlive: true, Worker.PausedAt: not null } => "drained",
        { IsAlive: true } => "alive",
        _ => state.Worker.StoppedAt is null ? "lost" : "stopped",
    };
}
