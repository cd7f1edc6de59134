using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;

namespace Mantissa.Web.Api.Resources;

/// <summary>An uploaded set.</summary>
/// <param name="Id">The value of the option <c>set</c> of the dataset <c>upload</c>.</param>
/// <param name="Name">By which people choose it.</param>
/// <param name="Size">Bytes of its files.</param>
/// <param name="Sha256">Of the names, sizes and hashes of its files.</param>
/// <param name="Status">Pending until a worker has looked at it.</param>
/// <param name="StatusReason">Why it is rejected.</param>
/// <param name="Report">What a worker found in it.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="InspectedAt">When a worker had looked at it.</param>
/// <param name="PreviewUrl">Path of its preview, once it is ready.</param>
internal sealed record DatasetResource(
    Guid Id, string Name, long Size, string Sha256, UploadStatus Status, string? StatusReason, UploadReport? Report,
    DateTimeOffset CreatedAt, DateTimeOffset? InspectedAt, string? PreviewUrl)
{
    public static DatasetResource Of(UploadedSet set) => new(
        set.Id, set.Name, set.Size, Convert.ToHexStringLower(set.Sha256), set.Status, set.StatusReason, set.Report, set.CreatedAt, set.InspectedAt,
        set.Status == UploadStatus.Ready ? DatasetsApi.PreviewUrlOf(set.Id) : null);
}
