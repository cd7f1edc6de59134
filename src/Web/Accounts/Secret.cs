using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mantissa.Web.Accounts;

/// <summary>
/// What links and keys are made of: 256 random bits as 43 characters that need no escaping. It cannot be guessed, so a plain SHA-256 is enough
/// to keep it by.
/// </summary>
internal static class Secret
{
    private const int Bytes = 32;

    public static readonly int Length = Base64Url.GetEncodedLength(Bytes);

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Compares in a time that says nothing about where they differ.</summary>
    public static bool Matches(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
