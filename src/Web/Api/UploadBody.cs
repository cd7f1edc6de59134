using Mantissa.Data.Uploads;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>The body of an upload, read as it arrives: a file goes on to the database while the rest of it is still on its way.</summary>
internal static class UploadBody
{
    private const int LongestName = 1024;

    /// <returns>The part <c>name</c>, if there is one.</returns>
    /// <exception cref="UploadRefusedException">The body is no upload.</exception>
    public static async Task<string?> ReadAsync(HttpRequest request, UploadTransfer transfer, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw new UploadRefusedException("body", "Send multipart/form-data, with the files as parts named 'file'.");
        try
        {
            return await ReadAsync(new MultipartReader(boundary, request.Body), transfer, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new UploadRefusedException("body", "The body ends too early or is no multipart/form-data; nothing of it was stored. Send it again.");
        }
    }

    private static async Task<string?> ReadAsync(MultipartReader reader, UploadTransfer transfer, CancellationToken cancellationToken)
    {
        string? name = null;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var part = disposition is null ? null : HeaderUtilities.RemoveQuotes(disposition.Name).Value;
            if (part == "file" && disposition is { } file && file.IsFileDisposition())
                await transfer.AddFileAsync(FileName(file), section.Body, cancellationToken);
            else if (part == "name")
                name = await ReadNameAsync(section.Body, cancellationToken);
            else
                throw new UploadRefusedException(part is null or "" ? "body" : part, $"There is no part '{part}' here; an upload has 'name' and 'file', the latter with a file name.");
        }

        return name;
    }

    private static string FileName(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";

    private static async Task<string> ReadNameAsync(Stream content, CancellationToken cancellationToken)
    {
        var bytes = new byte[LongestName + 1];
        var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read <= LongestName
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, read)
            : throw new UploadRefusedException("name", $"The name has more than {LongestName:N0} bytes.");
    }
}
