using Mantissa.Data.Entities;
using Mantissa.Data.Workers;

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

    /// <summary>A worker that is silent without having said goodbye has died; its run goes to another one.</summary>
    private static string StateOf(bool alive, Worker worker) => alive ? "alive" : worker.StoppedAt is null ? "lost" : "stopped";
}
