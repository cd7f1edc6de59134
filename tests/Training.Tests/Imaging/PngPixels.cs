using System.Buffers.Binary;
using System.IO.Compression;

namespace Mantissa.Training.Tests.Imaging;

/// <summary>Reads PNG files of 8-bit RGB or RGBA by the specification alone: chunks, inflate, the five filters.</summary>
public static class PngPixels
{
    public static (int Width, int Height, int Channels, byte[] Pixels) Read(ReadOnlySpan<byte> file)
    {
        file[..8].SequenceEqual<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).ShouldBeTrue();
        var (width, height, channels) = (0, 0, 0);
        using var data = new MemoryStream();
        for (var rest = file[8..]; !rest.IsEmpty;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            var content = rest.Slice(8, length);
            if (rest.Slice(4, 4).SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                content[8].ShouldBe((byte)8);
                content[12].ShouldBe((byte)0);
                channels = content[9] switch { 2 => 3, 6 => 4, _ => throw new InvalidDataException($"colour type {content[9]}") };
            }
            else if (rest.Slice(4, 4).SequenceEqual("IDAT"u8))
            {
                data.Write(content);
            }

            rest = rest[(12 + length)..];
        }

        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        var stride = width * channels;
        var pixels = new byte[stride * height];
        var row = new byte[stride + 1];
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            for (var i = 0; i < stride; i++)
            {
                var left = i >= channels ? pixels[(y * stride) + i - channels] : 0;
                var up = y > 0 ? pixels[((y - 1) * stride) + i] : 0;
                var corner = i >= channels && y > 0 ? pixels[((y - 1) * stride) + i - channels] : 0;
                var prediction = row[0] switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) };
                pixels[(y * stride) + i] = (byte)(row[i + 1] + prediction);
            }
        }

        return (width, height, channels, pixels);
    }

    private static int Paeth(int left, int up, int corner)
    {
        var p = left + up - corner;
        var (a, b, c) = (Math.Abs(p - left), Math.Abs(p - up), Math.Abs(p - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
