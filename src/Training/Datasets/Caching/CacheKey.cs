using System.Security.Cryptography;
using System.Text;

namespace Mantissa.Training.Datasets.Caching;

/// <summary>Decides which cache file a dataset has: another option or another source file, another name.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Identity">Everything that decides the images, as text.</param>
/// <param name="ImageSize">Side in pixels.</param>
/// <param name="Channels">3 or 1.</param>
internal sealed record CacheKey(string Dataset, string Identity, int ImageSize, int Channels)
{
    public string FileName
    {
        get
        {
            var text = $"{CachePreamble.Version}\n{Dataset}\n{ImageSize}\n{Channels}\n{Identity}";
            return $"{Dataset}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..20]}.images";
        }
    }
}
