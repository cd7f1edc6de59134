using Mantissa.Training.Imaging;

namespace Mantissa.Training.Tests.Imaging;

public sealed class ImageDecoderTests : IDisposable
{
    private readonly ImageDecoder _decoder = new(ImageLimits.Default);

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void A_browsers_jpeg_has_the_colours_that_were_painted()
    {
        var image = _decoder.Decode(JpegFile.SixBlocks);

        (image.Width, image.Height).ShouldBe((24, 16));
        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 24; x++)
                ShouldBeNear(Pixel(image, x, y), JpegFile.SixColours[(y / 8 * 3) + (x / 8)], 3);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Baseline_and_progressive_jpeg_give_the_pixels_back(bool isProgressive)
    {
        var pixels = new byte[48 * 40 * 3];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(128 + (100 * Math.Sin((i % 3) + (i / 3 % 48 * 0.1) + (i / 144 * 0.07))));

        var image = _decoder.Decode(JpegFile.Compress(pixels, 48, 40, isProgressive: isProgressive));

        for (var i = 0; i < pixels.Length; i++)
            ((int)image.Pixels[i]).ShouldBeInRange(pixels[i] - 3, pixels[i] + 3);
    }

    [Fact]
    public void A_grey_jpeg_becomes_three_equal_channels()
    {
        var image = _decoder.Decode(JpegFile.Compress(Enumerable.Repeat((byte)90, 64).ToArray(), 8, 8, JpegFile.Format.Grey));

        ShouldBeNear(Pixel(image, 3, 3), (90, 90, 90), 1);
    }

    /// <summary>Adobe's convention: each value is the light that the ink lets through.</summary>
    [Theory]
    [InlineData(255, 255, 255, 255, 255, 255, 255)]
    [InlineData(0, 255, 255, 255, 0, 255, 255)]
    [InlineData(255, 0, 128, 255, 255, 0, 128)]
    [InlineData(200, 100, 50, 128, 100, 50, 25)]
    public void A_cmyk_jpeg_becomes_rgb(byte c, byte m, byte y, byte k, byte r, byte g, byte b)
    {
        var file = JpegFile.Compress(Enumerable.Repeat<byte[]>([c, m, y, k], 64).SelectMany(p => p).ToArray(), 8, 8, JpegFile.Format.Cmyk);

        ShouldBeNear(Pixel(_decoder.Decode(file), 4, 4), (r, g, b), 3);
    }

    [Fact]
    public void Large_jpegs_may_come_reduced_but_not_below_the_side_asked_for()
    {
        var file = JpegFile.Compress(new byte[400 * 200 * 3], 400, 200);

        _decoder.Decode(file).Height.ShouldBe(200);
        _decoder.Decode(file, 101).Height.ShouldBe(200);
        var reduced = _decoder.Decode(file, 50);
        (reduced.Width, reduced.Height).ShouldBe((100, 50));
    }

    [Fact]
    public void Png_colour_types_and_depths_all_become_rgb()
    {
        var grey = PngFile.Create(2, 2, 8, 0, [[0, 100], [200, 255]]);
        ShouldBe(_decoder.Decode(grey), [0, 0, 0, 100, 100, 100, 200, 200, 200, 255, 255, 255]);
        var rgb = PngFile.Create(2, 2, 8, 2, [[1, 2, 3, 4, 5, 6], [7, 8, 9, 250, 251, 252]]);
        ShouldBe(_decoder.Decode(rgb), [1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252]);
        var palette = PngFile.Create(2, 2, 8, 3, [[0, 1], [1, 0]], [10, 20, 30, 200, 210, 220]);
        ShouldBe(_decoder.Decode(palette), [10, 20, 30, 200, 210, 220, 200, 210, 220, 10, 20, 30]);
        var bits = PngFile.Create(2, 2, 1, 0, [[0b01000000], [0b10000000]]);
        ShouldBe(_decoder.Decode(bits), [0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0]);
        var deep = PngFile.Create(2, 2, 16, 2, [[0x10, 0x10, 0x20, 0x20, 0x30, 0x30, 0, 0, 0, 0, 0, 0], new byte[12]]);
        _decoder.Decode(deep).Pixels[..3].ToArray().ShouldBe([0x10, 0x20, 0x30]);
    }

    [Fact]
    public void Transparent_parts_of_a_png_lie_on_white()
    {
        var file = PngFile.Create(2, 2, 8, 6, [[9, 9, 9, 0, 10, 20, 30, 255], [0, 0, 0, 0, 50, 60, 70, 255]]);

        ShouldBe(_decoder.Decode(file), [255, 255, 255, 10, 20, 30, 255, 255, 255, 50, 60, 70]);
    }

    [Fact]
    public void A_cut_off_file_is_an_error_wherever_it_is_cut()
    {
        var pixels = new byte[64 * 64 * 3];
        new Mantissa.Training.Randomness.CounterRandom(1, "pixels").Fill(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(pixels.AsSpan()));
        var jpeg = JpegFile.Compress(pixels, 64, 64);
        var progressive = JpegFile.Compress(pixels, 64, 64, isProgressive: true);
        var png = PngFile.Create(64, 64, 8, 2, pixels.Chunk(192));
        // A PNG is whole as soon as its pixels are; what may be missing after them is the 12 bytes of IEND and the last checksums.
        foreach (var (file, tail) in new[] { (jpeg, 2), (progressive, 2), (png, 24) })
        {
            for (var length = 1; length < file.Length - tail; length += Math.Max(1, file.Length / 97))
                Should.Throw<InvalidImageException>(() => { _decoder.Decode(file.AsSpan(0, length)); }, $"{length} of {file.Length} bytes");
        }
    }

    [Fact]
    public void A_png_with_a_flipped_bit_is_an_error()
    {
        var file = PngFile.Rgb(32, 32, (x, y) => ((byte)(x * y), (byte)x, (byte)y));
        file[60] ^= 4;

        Should.Throw<InvalidImageException>(() => { _decoder.Decode(file); }).Message.ShouldStartWith("broken PNG: ");
    }

    [Theory]
    [InlineData(30_000, 30_000, "it has 30,000 × 30,000 pixels, the largest side allowed is 8,192")]
    [InlineData(8_000, 8_000, "it has 8,000 × 8,000 pixels, more than the 33,554,432 allowed")]
    [InlineData(1, 1, "it has 1 × 1 pixels, the smallest side allowed is 2")]
    [InlineData(1, 5_000, "it has 1 × 5,000 pixels, the smallest side allowed is 2")]
    public void Sizes_outside_the_limits_are_refused_by_the_header_alone(int width, int height, string message)
    {
        // The file has one row only: a decoder that trusted the header would fail with another message, and reserve gigabytes before.
        var png = PngFile.Create(width, height, 8, 2, [new byte[3]]);
        var jpeg = JpegFile.Compress(new byte[16 * 16 * 3], 16, 16);
        var frame = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), (ushort)height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), (ushort)width);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<InvalidImageException>(() => { _decoder.Decode(png); }).Message.ShouldBe(message);
        Should.Throw<InvalidImageException>(() => { _decoder.Decode(jpeg); }).Message.ShouldBe(message);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Other_files_are_told_apart()
    {
        Should.Throw<InvalidImageException>(() => { _decoder.Decode([]); }).Message.ShouldBe("the file is empty");
        Should.Throw<InvalidImageException>(() => { _decoder.Decode("GIF89a, but not a picture"u8); }).Message.ShouldBe("neither a JPEG nor a PNG file");
        using var small = new ImageDecoder(new ImageLimits { MaximumBytes = 100 });
        Should.Throw<InvalidImageException>(() => { small.Decode(JpegFile.SixBlocks); }).Message.ShouldContain("more than the 100 allowed");
    }

    /// <summary>A decoder goes on after a broken file, and its buffer of a larger image does not show in a smaller one.</summary>
    [Fact]
    public void A_decoder_survives_what_it_is_given()
    {
        for (var round = 0; round < 3; round++)
        {
            Should.Throw<InvalidImageException>(() => { _decoder.Decode(JpegFile.SixBlocks.AsSpan(0, 700)); });
            _decoder.Decode(PngFile.Plain(50, 50, 1, 2, 3)).Pixels.Length.ShouldBe(7500);
            _decoder.Decode(JpegFile.SixBlocks).Pixels.Length.ShouldBe(24 * 16 * 3);
        }
    }

    private static (byte, byte, byte) Pixel(DecodedImage image, int x, int y)
    {
        var at = ((y * image.Width) + x) * 3;
        return (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }

    private static void ShouldBe(DecodedImage image, byte[] pixels) => image.Pixels.ToArray().ShouldBe(pixels);

    private static void ShouldBeNear((byte R, byte G, byte B) actual, (byte R, byte G, byte B) expected, int tolerance)
    {
        ((int)actual.R).ShouldBeInRange(expected.R - tolerance, expected.R + tolerance);
        ((int)actual.G).ShouldBeInRange(expected.G - tolerance, expected.G + tolerance);
        ((int)actual.B).ShouldBeInRange(expected.B - tolerance, expected.B + tolerance);
    }
}
