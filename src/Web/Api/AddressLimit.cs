namespace Mantissa.Web.Api;

/// <summary>
/// Refuses addresses that are too long, in words. The server itself refuses a request line that its buffers cannot hold before there is a
/// request that anybody could answer, so it takes longer ones than are wanted.
/// </summary>
internal static class AddressLimit
{
    /// <summary>A chart of two hundred runs names them all in its address.</summary>
    public const int Longest = 32 << 10;

    /// <summary>The longest request line that the server reads; a longer one is answered 414 without a word.</summary>
    public const int LongestLine = 256 << 10;

    public static void UseAddressLimit(this WebApplication app) => app.Use((context, next) =>
        context.Request.Path.Value?.Length + context.Request.QueryString.Value?.Length > Longest
            ? throw new BadHttpRequestException(Explanation, StatusCodes.Status414UriTooLong)
            : next(context));

    public static string Explanation => $"The address may have at most {Longest:N0} characters. Queries of runs may be longer in the body of POST /api/v1/runs/search.";
}
