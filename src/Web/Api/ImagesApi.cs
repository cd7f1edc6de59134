using Mantissa.Data.Images;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>Pictures that runs recorded.</summary>
internal static class ImagesApi
{
    /// <summary>A picture in a list.</summary>
    /// <param name="Name">E.g. <c>samples</c>.</param>
    /// <param name="Step">Training step at which it was made.</param>
    /// <param name="Width">In pixels.</param>
    /// <param name="Height">In pixels.</param>
    /// <param name="Url">Path of its content.</param>
    public sealed record ImageResource(string Name, long Step, int Width, int Height, string Url);

    public static void MapImages(this IEndpointRouteBuilder api)
    {
        var images = api.MapGroup("/runs/{id:guid}/images").WithTags("Images");
        images.MapGet("/", ListAsync).Reads().WithSummary("The pictures of a run");
        images.MapGet("/{name}/{step:long}", GetAsync).Reads().WithSummary("One picture")
            .Produces<byte[]>(contentType: "image/png").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Where a picture is, for pages too.</summary>
    public static string UrlOf(Guid run, string name, long step) => $"/api/v1/runs/{run}/images/{Uri.EscapeDataString(name)}/{step}";

    private static async Task<Results<Ok<IReadOnlyList<ImageResource>>, ProblemHttpResult>> ListAsync(
        Guid id, RunStore runs, ImageStore images, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<ImageResource> list = (await images.ListAsync(id, cancellationToken))
            .Select(i => new ImageResource(i.Name, i.Step, i.Width, i.Height, UrlOf(id, i.Name, i.Step)))
            .ToList();
        return TypedResults.Ok(list);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        Guid id, string name, long step, ImageStore images, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await images.GetAsync(id, name, step, cancellationToken) is not { } image)
            return Problems.NotFound($"Run {id} has no picture '{name}' at step {step}.");

        // A picture is what the seed makes of a step, so a repeat of the step makes the same one: the browser may keep it for the slider.
        response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.File(image.Content, image.ContentType, entityTag: new EntityTagHeaderValue($"\"{image.Attempt}-{image.Sequence}\""));
    }
}
