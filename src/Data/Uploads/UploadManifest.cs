using System.Security.Cryptography;
using System.Text;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Uploads;

/// <summary>Identifies an upload by what is in it: the same files, in whatever order they came, have the same hash.</summary>
internal static class UploadManifest
{
    public static byte[] Hash(IEnumerable<UploadedFile> files) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
            files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{Convert.ToHexStringLower(file.Sha256)} {file.Size} {file.Name}\n"))));

    /// <summary>Identifies a request to store such files under a name.</summary>
    public static byte[] Request(string name, byte[] manifest) => SHA256.HashData([.. Encoding.UTF8.GetBytes(name), 0, .. manifest]);
}
