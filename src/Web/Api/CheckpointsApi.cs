using System.Globalization;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>Checkpoints and weights to download.</summary>
internal static class CheckpointsApi
{
    /// <summary>A checkpoint in a list.</summary>
    /// <param name="Id">What <c>startFrom</c> of a new run takes.</param>
    /// <param name="Attempt">The attempt that wrote it.</param>
    /// <param name="Step">Training step of the state.</param>
    /// <param name="Epoch">Epochs done, with a fraction.</param>
    /// <param name="Kind">Why it was written.</param>
    /// <param name="Best">Whether the primary metric had never been better.</param>
    /// <param name="Size">In bytes.</param>
    /// <param name="Sha256">Of its content.</param>
    /// <param name="CreatedAt">When it was stored.</param>
    /// <param name="Url">Path of its content: everything that a resume needs.</param>
    /// <param name="WeightsUrl">Path of its weights alone, as safetensors.</param>
    public sealed record CheckpointResource(
        Guid Id, int Attempt, long Step, double Epoch, string Kind, bool Best, long Size, string Sha256, DateTimeOffset CreatedAt, string Url,
        string WeightsUrl);

    public static void MapCheckpoints(this IEndpointRouteBuilder api)
    {
        var checkpoints = api.MapGroup("").WithTags("Checkpoints");
        checkpoints.MapGet("/runs/{id:guid}/checkpoints", ListAsync).Reads().WithSummary("The checkpoints of a run, oldest first");
        checkpoints.MapGet("/checkpoints/{id:guid}/content", ContentAsync).Reads().WithSummary("A checkpoint's content, in safetensors layout")
            .Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        checkpoints.MapGet("/checkpoints/{id:guid}/weights", WeightsAsync).Reads().WithSummary("A checkpoint's weights and buffers alone, as safetensors")
            .Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        checkpoints.MapGet("/runs/{id:guid}/weights", FinalWeightsAsync).Reads().WithSummary("The final weights of a run, as safetensors")
            .Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Where a checkpoint's content is, for pages too.</summary>
    public static string UrlOf(Guid checkpoint) => $"/api/v1/checkpoints/{checkpoint}/content";

    /// <summary>Where a checkpoint's weights are, for pages too.</summary>
    public static string WeightsUrlOf(Guid checkpoint) => $"/api/v1/checkpoints/{checkpoint}/weights";

    private static async Task<Results<Ok<IReadOnlyList<CheckpointResource>>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, CheckpointStore checkpoints, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<CheckpointResource> list = (await checkpoints.ListAsync(id, cancellationToken))
            .Select(c => new CheckpointResource(
                c.Id, c.Attempt, c.Step, c.Epoch, c.Kind.ToString(), c.Best, c.Size, Convert.ToHexStringLower(c.Sha256), c.CreatedAt, UrlOf(c.Id),
                WeightsUrlOf(c.Id)))
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

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> WeightsAsync(
        Guid id, RunStore runs, CheckpointStore checkpoints, CancellationToken cancellationToken) =>
        await checkpoints.FindAsync(id, cancellationToken) is { } checkpoint && await runs.GetAsync(checkpoint.RunId, cancellationToken) is { } run
            ? Weights(run, checkpoint, checkpoints, cancellationToken)
            : Problems.NotFound($"There is no checkpoint {id}.");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> FinalWeightsAsync(
        Guid id, RunStore runs, CheckpointStore checkpoints, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is not { } run)
            return Problems.NoRun(id);
        return await checkpoints.FinalAsync(id, cancellationToken) is { } checkpoint
            ? Weights(run, checkpoint, checkpoints, cancellationToken)
            : Problems.NotFound($"Run {id} has not come to its end; the weights of its checkpoints are under /api/v1/checkpoints/{{id}}/weights.");
    }

    private static PushStreamHttpResult Weights(Run run, Checkpoint checkpoint, CheckpointStore checkpoints, CancellationToken cancellationToken)
    {
        // "pt" is what readers of the layout look for: tensors in PyTorch's order of dimensions.
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["model"] = run.Model,
            ["modelOptions"] = run.Specification.ModelOptions.ToJsonString(),
            ["numberFormat"] = run.Format,
            ["dataset"] = run.Dataset,
            ["run"] = run.Id.ToString(),
            ["step"] = checkpoint.Step.ToString(CultureInfo.InvariantCulture),
            ["epoch"] = checkpoint.Epoch.ToString(CultureInfo.InvariantCulture),
        };
        return TypedResults.Stream(
            body => checkpoints.CopyWeightsToAsync(checkpoint, metadata, body, cancellationToken),
            "application/octet-stream",
            $"{run.Id}-step-{checkpoint.Step}-weights.safetensors",
            checkpoint.CreatedAt);
    }
}
