using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Workers;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>What can be run, and by whom.</summary>
internal static class PlatformApi
{
    public sealed record WorkerResource(
        string Id, string Host, int ProcessId, string Version, IReadOnlyList<string> Queues, IReadOnlyList<WorkerDevice> Devices,
        bool Alive, DateTimeOffset StartedAt, DateTimeOffset HeartbeatAt, DateTimeOffset? PausedAt, DateTimeOffset? StoppedAt, Guid? CurrentRunId);

    public static void MapPlatform(this IEndpointRouteBuilder api)
    {
        var platform = api.MapGroup("").WithTags("Platform");
        platform.MapGet("/catalogue", CatalogueAsync).Reads().WithSummary("Models, trainers, formats and datasets of the workers, with their parameters");
        platform.MapGet("/workers", WorkersAsync).Reads().WithSummary("Workers, alive or gone");
        platform.MapPost("/workers/{id}/drain", (string id, WorkerStore workers, CancellationToken token) => PauseAsync(workers, id, true, token)).Administers()
            .WithSummary("Have a worker finish the run that it trains and take no other");
        platform.MapPost("/workers/{id}/resume", (string id, WorkerStore workers, CancellationToken token) => PauseAsync(workers, id, false, token)).Administers()
            .WithSummary("Have a drained worker take runs again");
        platform.MapGet("/queues", QueuesAsync).Reads().WithSummary("Depth of the queues and who serves them");
        platform.MapPost("/queues/{queue}/pause", (string queue, QueueStore queues, CancellationToken token) => PauseAsync(queues, queue, true, token)).Administers()
            .WithSummary("Have no worker take runs from a queue; what trains goes on");
        platform.MapPost("/queues/{queue}/resume", (string queue, QueueStore queues, CancellationToken token) => PauseAsync(queues, queue, false, token)).Administers()
            .WithSummary("Have workers take runs from a paused queue again");
    }

    private static async Task<Ok<CatalogueDocument>> CatalogueAsync(CatalogueStore catalogue, CancellationToken cancellationToken) =>
        TypedResults.Ok(await catalogue.GetAsync(cancellationToken));

    private static async Task<Ok<IReadOnlyList<WorkerResource>>> WorkersAsync(WorkerStore workers, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkerResource> list = (await workers.ListAsync(cancellationToken)).Select(w => new WorkerResource(
            w.Worker.Id, w.Worker.Host, w.Worker.ProcessId, w.Worker.Version, w.Worker.Queues, w.Worker.Devices,
            w.IsAlive, w.Worker.StartedAt, w.Worker.HeartbeatAt, w.Worker.PausedAt, w.Worker.StoppedAt, w.Worker.CurrentRunId)).ToList();
        return TypedResults.Ok(list);
    }

    private static async Task<Ok<IReadOnlyList<QueueState>>> QueuesAsync(QueueStore queues, CancellationToken cancellationToken) =>
        TypedResults.Ok(await queues.ListAsync(cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(WorkerStore workers, string id, bool paused, CancellationToken cancellationToken)
    {
        try
        {
            await workers.SetPausedAsync(id, paused, cancellationToken);
            return TypedResults.NoContent();
        }
        catch (WorkerNotFoundException missing)
        {
            return Problems.NotFound(missing.Message);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(QueueStore queues, string queue, bool paused, CancellationToken cancellationToken)
    {
        var known = (await queues.ListAsync(cancellationToken)).Select(state => state.Queue).Union(SpecificationValidator.Queues).ToList();
        if (!known.Contains(queue))
            return Problems.NotFound($"There is no queue '{queue[..Math.Min(queue.Length, 40)]}', only {string.Join(", ", known)}.");
        await queues.SetPausedAsync(queue, paused, cancellationToken);
        return TypedResults.NoContent();
    }
}
