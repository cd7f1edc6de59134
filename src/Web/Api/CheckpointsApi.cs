using Mantissa.Data.Checkpoints;
using Mantissa.Data.Runs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>Checkpoints to download.</summary>
internal static class CheckpointsApi
{
    public sealed record CheckpointResource(
        Guid Id, int Attempt, long Step, double Epoch, string Kind, long Size, string Sha256, DateTimeOffset CreatedAt, string Url);

    public static void MapCheckpoints(this IEndpointRouteBuilder api)
    {
        var checkpoints = api.MapGroup("").WithTags("Checkpoints");
        checkpoints.MapGet("/runs/{id:guid}/checkpoints", ListAsync).WithSummary("The checkpoints of a run, oldest first");
        checkpoints.MapGet("/checkpoints/{id:guid}/content", ContentAsync).WithSummary("A checkpoint's content, in safetensors layout")
            .Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Where a checkpoint's content is, for pages too.</summary>
    public static string UrlOf(Guid checkpoint) => $"/api/v1/checkpoints/{checkpoint}/content";

    private static async Task<Results<Ok<IReadOnlyList<CheckpointResource>>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, CheckpointStore checkpoints, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<CheckpointResource> list = (await checkpoints.ListAsync(id, cancellationToken))
            .Select(c => new CheckpointResource(
                c.Id, c.Attempt, c.Step, c.Epoch, c.Kind.ToString(), c.Size, Convert.ToHexStringLower(c.Sha256), c.CreatedAt, UrlOf(c.Id)))
            .ToList();
        return TypedResults.Ok(list);
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ContentAsync(
        Guid id, CheckpointStore checkpoints, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await checkpoints.FindAsync(id, cancellationToken) is not { } checkpoint)
            return Problems.NotFound($"There is no checkpoint {id}.");
        response.ContentLength = checkpoint.Size;
        return TypedResults.Stream(
            body => checkpoints.CopyToAsync(checkpoint, body, cancellationToken),
            "application/octet-stream",
            $"{checkpoint.RunId}-step-{checkpoint.Step}.safetensors",
            checkpoint.CreatedAt,
            new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(checkpoint.Sha256)}\""));
    }
}
