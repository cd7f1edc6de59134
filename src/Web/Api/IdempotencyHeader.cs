namespace Mantissa.Web.Api;

/// <summary>The header by which a submission that is sent twice makes one thing.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";
    private const int Longest = 200;

    /// <summary>What is wrong with a key; <see langword="null"/> when it may be used or there is none.</summary>
    public static string? Problem(string? key) => key switch
    {
        null => null,
        { Length: 0 or > Longest } => $"The key must have 1 to {Longest} characters.",
        _ when key.Any(c => c is < ' ' or > '~') => "The key must be printable ASCII.",
        _ => null,
    };

    /// <summary>Scheme and host by which the client knows this site, for links.</summary>
    public static string Site(this HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
