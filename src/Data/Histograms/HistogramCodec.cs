using System.IO.Compression;

namespace Mantissa.Data.Histograms;

/// <summary>The histograms of all sites at one step as bytes: numbers take as many bytes as they need, and the whole is deflated.</summary>
public static class HistogramCodec
{
    private const byte Version = 1;

    public static byte[] Encode(IReadOnlyCollection<SiteHistogram> sites)
    {
        ArgumentNullException.ThrowIfNull(sites);
        using var bytes = new MemoryStream();
        bytes.WriteByte(Version);
        using (var writer = new BinaryWriter(new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true)))
        {
            writer.Write7BitEncodedInt(sites.Count);
            foreach (var site in sites)
            {
                writer.Write(site.Site);
                foreach (var number in (ReadOnlySpan<int>)[site.Unit, site.Octaves, site.Zeros, site.Saturated, site.First, site.Counts.Count, .. site.Counts])
                    writer.Write7BitEncodedInt(ZigZag(number));
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are of another version.</exception>
    public static IReadOnlyList<SiteHistogram> Decode(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content is not [Version, ..])
            throw new InvalidDataException("The histograms were recorded by another version of the platform.");
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(content, 1, content.Length - 1), CompressionMode.Decompress));
        var sites = new SiteHistogram[reader.Read7BitEncodedInt()];
        for (var i = 0; i < sites.Length; i++)
        {
            var (site, unit, octaves, zeros, saturated, first) = (reader.ReadString(), Read(reader), Read(reader), Read(reader), Read(reader), Read(reader));
            var counts = new int[Read(reader)];
            for (var k = 0; k < counts.Length; k++)
                counts[k] = Read(reader);
            sites[i] = new(site, unit, octaves, zeros, saturated, first, counts);
        }

        return sites;
    }

    private static int Read(BinaryReader reader)
    {
        var coded = reader.Read7BitEncodedInt();
        return (int)((uint)coded >> 1) ^ -(coded & 1);
    }

    /// <summary>Numbers near 0 of either sign become small ones.</summary>
    private static int ZigZag(int number) => (number << 1) ^ (number >> 31);
}
