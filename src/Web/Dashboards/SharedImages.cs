using Mantissa.Data.Images;
using Mantissa.Web.Api;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Dashboards;

/// <summary>The pictures of a shared dashboard, for who has the link and no account.</summary>
internal static class SharedImages
{
    /// <summary>The name of the cascading value that is the token.</summary>
    public const string Token = "share-token";

    public static void MapSharedImages(this IEndpointRouteBuilder routes) => routes.MapGet(
        SecretAddress.Shared + "/{token}/runs/{id:guid}/images/{name}/{step:long}", GetAsync).RequireAuthorization(Policies.ShareLink).ExcludeFromDescription();

    public static string UrlOf(string token, Guid run, string name, long step) =>
        $"{SecretAddress.Shared}/{Uri.EscapeDataString(token)}/runs/{run}/images/{Uri.EscapeDataString(name)}/{step}";

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        string token, Guid id, string name, long step, SharedRuns shared, ImageStore images, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!await shared.ShowsAsync(token, id, cancellationToken) || await images.GetAsync(id, name, step, cancellationToken) is not { } image)
            return Problems.NotFound("No picture is behind this address, or the link does not work any more.");
        response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.File(image.Content, image.ContentType);
    }
}
