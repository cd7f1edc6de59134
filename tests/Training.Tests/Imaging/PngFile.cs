using System.Buffers.Binary;
using System.IO.Compression;
using Mantissa.Training.Datasets.ImageFolder.Zip;

namespace Mantissa.Training.Tests.Imaging;

/// <summary>Writes PNG files by the specification (RFC 2083) alone, so that the decoder is not judged by its own library.</summary>
public static class PngFile
{
    /// <param name="width">As the header shall claim.</param>
    /// <param name="height">As the header shall claim.</param>
    /// <param name="depth">Bits per sample.</param>
    /// <param name="colourType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
    /// <param name="rows">Samples of each row, without the filter byte.</param>
    /// <param name="palette">RGB triples, for colour type 3.</param>
    public static byte[] Create(int width, int height, int depth, int colourType, IEnumerable<byte[]> rows, byte[]? palette = null)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)depth, (byte)colourType);
        Chunk(file, "IHDR", header);
        if (palette is not null)
            Chunk(file, "PLTE", palette);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                zlib.WriteByte(0);
                zlib.Write(row);
            }
        }

        Chunk(file, "IDAT", data.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>An RGB image with a colour for each pixel.</summary>
    public static byte[] Rgb(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour) =>
        Create(width, height, 8, 2, Enumerable.Range(0, height).Select(y =>
            Enumerable.Range(0, width).SelectMany(x => colour(x, y) is var (r, g, b) ? new[] { r, g, b } : []).ToArray()));

    /// <summary>One colour all over.</summary>
    public static byte[] Plain(int width, int height, byte r, byte g, byte b) => Rgb(width, height, (_, _) => (r, g, b));

    private static void Chunk(Stream file, string type, byte[] data)
    {
        var bytes = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(bytes, data.Length);
        System.Text.Encoding.ASCII.GetBytes(type, bytes.AsSpan(4));
        data.CopyTo(bytes, 8);
        // Crc32 has a test of its own against the published check value.
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8 + data.Length), Crc32.Compute(bytes.AsSpan(4, data.Length + 4)));
        file.Write(bytes);
    }
}
