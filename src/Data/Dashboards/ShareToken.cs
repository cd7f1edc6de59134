using System.Buffers.Text;
using System.Security.Cryptography;

namespace Mantissa.Data.Dashboards;

/// <summary>The secret of a share link: 128 random bits, written as 22 characters that need no escaping in an address.</summary>
internal static class ShareToken
{
    private const int Bytes = 16;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of a token; <see langword="null"/> for text that cannot be one.</summary>
    public static byte[]? Hash(string token)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return token.Length == Base64Url.GetEncodedLength(Bytes) && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var written) && written == Bytes
            ? SHA256.HashData(bytes)
            : null;
    }
}
