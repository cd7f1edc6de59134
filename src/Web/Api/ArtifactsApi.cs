using Mantissa.Data.Artifacts;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>Files that runs recorded, e.g. a confusion matrix.</summary>
internal static class ArtifactsApi
{
    /// <summary>A file in a list.</summary>
    /// <param name="Name">E.g. <c>confusion-matrix.json</c>.</param>
    /// <param name="Step">Training step at which it was made.</param>
    /// <param name="ContentType">Its media type.</param>
    /// <param name="Size">In bytes.</param>
    /// <param name="Url">Path of its content.</param>
    public sealed record ArtifactResource(string Name, long Step, string ContentType, long Size, string Url);

    public static void MapArtifacts(this IEndpointRouteBuilder api)
    {
        var artifacts = api.MapGroup("/runs/{id:guid}/artifacts").WithTags("Artifacts");
        artifacts.MapGet("/", ListAsync).Reads().WithSummary("The files that a run recorded");
        artifacts.MapGet("/{name}/{step:long}", GetAsync).Reads().WithSummary("One file")
            .Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Where a file is, for pages too.</summary>
    public static string UrlOf(Guid run, string name, long step) => $"/api/v1/runs/{run}/artifacts/{Uri.EscapeDataString(name)}/{step}";

    private static async Task<Results<Ok<IReadOnlyList<ArtifactResource>>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, ArtifactStore artifacts, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<ArtifactResource> list = (await artifacts.ListAsync(id, cancellationToken))
            .Select(a => new ArtifactResource(a.Name, a.Step, a.ContentType, a.Size, UrlOf(id, a.Name, a.Step)))
            .ToList();
        return TypedResults.Ok(list);
    }

    /// <summary>Always as a download: what a worker recorded is never run in the site's own origin.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        Guid id, string name, long step, ArtifactStore artifacts, CancellationToken cancellationToken) =>
        await artifacts.GetAsync(id, name, step, cancellationToken) is { } artifact
            ? TypedResults.File(
                artifact.Content, artifact.ContentType, artifact.Name, entityTag: new EntityTagHeaderValue($"\"{artifact.Attempt}-{artifact.Sequence}\""))
            : Problems.NotFound($"Run {id} has no file '{name}' at step {step}.");
}
