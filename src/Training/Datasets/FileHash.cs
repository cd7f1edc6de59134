using System.Security.Cryptography;

namespace Mantissa.Training.Datasets;

/// <summary>SHA-256 of a file.</summary>
internal static class FileHash
{
    /// <summary>Of the bytes as they lie on the disk, hexadecimal.</summary>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
