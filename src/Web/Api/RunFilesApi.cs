using Mantissa.Data.Entities;
using Mantissa.Data.Files;
using Mantissa.Data.Runs;
using Mantissa.Web.Hosting;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>Files of any size that belong to runs: what programs elsewhere put beside curves and pictures.</summary>
internal static class RunFilesApi
{
    /// <summary>A file in a list.</summary>
    /// <param name="Path">E.g. <c>model/weights.bin</c>.</param>
    /// <param name="Size">In bytes.</param>
    /// <param name="Sha256">Of its content.</param>
    /// <param name="CreatedAt">When it was stored.</param>
    /// <param name="Url">Path of its content.</param>
    public sealed record RunFileResource(string Path, long Size, string Sha256, DateTimeOffset CreatedAt, string Url);

    public static void MapRunFiles(this IEndpointRouteBuilder api)
    {
        var settings = api.ServiceProvider.GetRequiredService<WebSettings>();
        var files = api.MapGroup("/runs/{id:guid}/files").WithTags("Artifacts");
        files.MapGet("/", ListAsync).Reads().WithSummary("The files of a run, by path");
        files.MapGet("/{**path}", GetAsync).Reads().WithSummary("One file")
            .Produces<byte[]>(contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        files.MapPut("/{**path}", PutAsync).Records().WithSummary("Store a file of an external run, or replace it")
            .WithDescription($"The body is the content, of at most {settings.UploadBytes >> 20:N0} MiB (MANTISSA_UPLOAD_MIB). A body that breaks off leaves what was there before.")
            .WithMetadata(new RequestSizeLimitAttribute(settings.UploadBytes));
        files.MapDelete("/{**path}", DeleteAsync).Records().WithSummary("Delete a file of an external run, or a folder with all that is in it");
    }

    /// <summary>Where a file is, for pages too.</summary>
    public static string UrlOf(Guid run, string path) => $"/api/v1/runs/{run}/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>The content of a file; always as a download: what a program stored is never run in the site's own origin.</summary>
    public static PushStreamHttpResult Download(RunFile file, RunFileStore files, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentLength = file.Size;
        return TypedResults.Stream(
            body => files.CopyToAsync(file, body, cancellationToken), "application/octet-stream", file.Path![(file.Path!.LastIndexOf('/') + 1)..],
            file.CreatedAt, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256)}\""));
    }

    private static async Task<Results<Ok<IReadOnlyList<RunFileResource>>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, RunFileStore files, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<RunFileResource> list = (await files.ListAsync(id, cancellationToken)).Select(file => Of(id, file)).ToList();
        return TypedResults.Ok(list);
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        Guid id, string path, RunFileStore files, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(id, path, cancellationToken) is not { } file)
            return Problems.NotFound($"Run {id} has no file '{path}'.");
        return Download(file, files, response, cancellationToken);
    }

    private static async Task<Results<Ok<RunFileResource>, ProblemHttpResult>> PutAsync(
        Guid id, string path, HttpRequest request, RunStore runs, RunFileStore files, WebSettings settings, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(id, runs, cancellationToken) is { } refusal)
            return refusal;
        try
        {
            return TypedResults.Ok(Of(id, await files.WriteAsync(id, path, request.Body, settings.UploadBytes, cancellationToken)));
        }
        catch (RunNotFoundException)
        {
            return Problems.NoRun(id);
        }
        catch (Exception refused) when (refused is RunFilePathException or RunFileRefusedException)
        {
            return Problems.Invalid("path", refused.Message);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, string path, RunStore runs, RunFileStore files, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(id, runs, cancellationToken) is { } refusal)
            return refusal;
        try
        {
            return await files.DeleteAsync(id, path, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound($"Run {id} has no file '{path}'.");
        }
        catch (RunFilePathException bad)
        {
            return Problems.Invalid("path", bad.Message);
        }
    }

    private static async Task<ProblemHttpResult?> RefusalAsync(Guid id, RunStore runs, CancellationToken cancellationToken) =>
        await runs.GetAsync(id, cancellationToken) switch
        {
            null => Problems.NoRun(id),
            { External: false } => Problems.Conflict(new Data.External.NotExternalException(id).Message),
            _ => null,
        };

    private static RunFileResource Of(Guid run, RunFile file) =>
        new(file.Path!, file.Size, Convert.ToHexStringLower(file.Sha256), file.CreatedAt, UrlOf(run, file.Path!));
}
