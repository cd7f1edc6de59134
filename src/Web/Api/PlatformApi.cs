using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Workers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>What can be run, and by whom.</summary>
internal static class PlatformApi
{
    public sealed record WorkerResource(
        string Id, string Host, int ProcessId, string Version, IReadOnlyList<string> Queues, IReadOnlyList<WorkerDevice> Devices,
        bool Alive, DateTimeOffset StartedAt, DateTimeOffset HeartbeatAt, DateTimeOffset? StoppedAt, Guid? CurrentRunId);

    public static void MapPlatform(this IEndpointRouteBuilder api)
    {
        var platform = api.MapGroup("").WithTags("Platform");
        platform.MapGet("/catalogue", CatalogueAsync).WithSummary("Models, trainers, formats and datasets of the workers, with their parameters");
        platform.MapGet("/workers", WorkersAsync).WithSummary("Workers, alive or gone");
        platform.MapGet("/queues", QueuesAsync).WithSummary("Depth of the queues and who serves them");
    }

    private static async Task<Ok<CatalogueDocument>> CatalogueAsync(CatalogueStore catalogue, CancellationToken cancellationToken) =>
        TypedResults.Ok(await catalogue.GetAsync(cancellationToken));

    private static async Task<Ok<IReadOnlyList<WorkerResource>>> WorkersAsync(WorkerStore workers, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkerResource> list = (await workers.ListAsync(cancellationToken)).Select(w => new WorkerResource(
            w.Worker.Id, w.Worker.Host, w.Worker.ProcessId, w.Worker.Version, w.Worker.Queues, w.Worker.Devices,
            w.IsAlive, w.Worker.StartedAt, w.Worker.HeartbeatAt, w.Worker.StoppedAt, w.Worker.CurrentRunId)).ToList();
        return TypedResults.Ok(list);
    }

    private static async Task<Ok<IReadOnlyList<QueueState>>> QueuesAsync(QueueStore queues, CancellationToken cancellationToken) =>
        TypedResults.Ok(await queues.ListAsync(cancellationToken));
}
