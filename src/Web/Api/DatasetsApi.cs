using Mantissa.Data.Runs;
using Mantissa.Data.Uploads;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Hosting;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>Datasets that people upload. Those that the program brings are in the catalogue.</summary>
internal static class DatasetsApi
{
    public const string Route = "/api/v1/datasets";

    /// <summary>Names, boundaries and headers of the parts, beside the files.</summary>
    private const long Envelope = 1 << 20;

    public static void MapDatasets(this IEndpointRouteBuilder api)
    {
        var settings = api.ServiceProvider.GetRequiredService<WebSettings>();
        var datasets = api.MapGroup("/datasets").WithTags("Datasets");
        datasets.MapGet("/", ListAsync).Reads().WithSummary("Uploaded sets, newest first");
        datasets.MapPost("/", UploadAsync).Submits().WithSummary("Upload a set")
            .WithDescription(
                "multipart/form-data with an optional part 'name' and one or more parts 'file': a zip of image folders, CIFAR's binary version as tar.gz or zip, "
                + $"or IDX files of images and labels. The files may have {settings.UploadBytes >> 20:N0} MiB together (MANTISSA_UPLOAD_MIB). A worker looks at the set: it becomes Ready or Rejected. "
                + "The same files under the same name again give the set of the first time.")
            .Accepts<IFormFile>("multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(settings.UploadBytes + Envelope));
        datasets.MapGet("/{id:guid}", GetAsync).Reads().WithSummary("An uploaded set: its state, and what a worker found in it");
        datasets.MapGet("/{id:guid}/preview", PreviewAsync).Reads().WithSummary("Some of its images side by side")
            .Produces<byte[]>(contentType: "image/png").ProducesProblem(StatusCodes.Status404NotFound);
        datasets.MapDelete("/{id:guid}", DeleteAsync).Submits().WithSummary("Delete an uploaded set that no run names");
    }

    /// <summary>Where a preview is, for pages too.</summary>
    public static string PreviewUrlOf(Guid set) => $"{Route}/{set}/preview";

    private static async Task<Ok<IReadOnlyList<DatasetResource>>> ListAsync(UploadStore uploads, CancellationToken cancellationToken)
    {
        IReadOnlyList<DatasetResource> list = (await uploads.ListAsync(cancellationToken)).Select(DatasetResource.Of).ToList();
        return TypedResults.Ok(list);
    }

    private static async Task<Results<Created<DatasetResource>, Ok<DatasetResource>, ProblemHttpResult>> UploadAsync(
        HttpRequest request, [FromHeader(Name = IdempotencyHeader.Name)] string? idempotencyKey, UploadStore uploads, WebSettings settings,
        CancellationToken cancellationToken)
    {
        if (IdempotencyHeader.Problem(idempotencyKey) is { } problem)
            return Problems.Invalid(IdempotencyHeader.Name, problem);
        try
        {
            await using var transfer = await uploads.ReceiveAsync(settings.UploadBytes, cancellationToken);
            var name = await UploadBody.ReadAsync(request, transfer, cancellationToken);
            var submitted = await transfer.CommitAsync(name, idempotencyKey, cancellationToken);
            var resource = DatasetResource.Of(submitted.Value);
            return submitted.Replayed ? TypedResults.Ok(resource) : TypedResults.Created($"{Route}/{resource.Id}", resource);
        }
        catch (UploadRefusedException refused)
        {
            return Problems.Invalid(refused.Field, refused.Message);
        }
        catch (Exception conflict) when (conflict is UploadConflictException or IdempotencyConflictException or IdempotencyGoneException)
        {
            return Problems.Conflict(conflict.Message);
        }
    }

    private static async Task<Results<Ok<DatasetResource>, ProblemHttpResult>> GetAsync(
        Guid id, UploadStore uploads, CancellationToken cancellationToken) =>
        await uploads.GetAsync(id, cancellationToken) is { } set ? TypedResults.Ok(DatasetResource.Of(set)) : NoSet(id);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PreviewAsync(
        Guid id, UploadStore uploads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await uploads.PreviewAsync(id, cancellationToken) is not { } preview)
            return Problems.NotFound($"There is no preview of a set {id}; there is one as soon as the set is ready.");
        response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.File(preview.Content, "image/png", entityTag: new EntityTagHeaderValue($"\"{id:N}\""));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, UploadStore uploads, CancellationToken cancellationToken)
    {
        try
        {
            return await uploads.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : NoSet(id);
        }
        catch (UploadInUseException used)
        {
            return Problems.Conflict(used.Message);
        }
    }

    private static ProblemHttpResult NoSet(Guid id) => Problems.NotFound($"There is no uploaded set {id}.");
}
