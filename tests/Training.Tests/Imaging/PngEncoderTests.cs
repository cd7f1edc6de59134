using Mantissa.Training.Imaging;

namespace Mantissa.Training.Tests.Imaging;

public class PngEncoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(100, 60)]
    public void Rgb_pixels_come_back(int width, int height)
    {
        var pixels = Noise(width * height * 3);

        var read = PngPixels.Read(PngEncoder.Encode(pixels, width, height));

        (read.Width, read.Height, read.Channels).ShouldBe((width, height, 3));
        read.Pixels.ShouldBe(pixels);
    }

    [Fact]
    public void Opacity_comes_back()
    {
        var pixels = Noise(20 * 10 * 4);

        var read = PngPixels.Read(PngEncoder.Encode(pixels, 20, 10));

        read.Channels.ShouldBe(4);
        read.Pixels.ShouldBe(pixels);
    }

    [Theory]
    [InlineData(10, 2, 2)]
    [InlineData(8, 2, 2)]
    [InlineData(0, 2, 2)]
    public void Pixels_that_do_not_fit_the_size_are_refused(int length, int width, int height) =>
        Should.Throw<ArgumentException>(() => PngEncoder.Encode(new byte[length], width, height));

    private static byte[] Noise(int length)
    {
        var words = new uint[(length + 3) / 4];
        new Mantissa.Training.Randomness.CounterRandom(3, "noise").Fill(words);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(words.AsSpan())[..length].ToArray();
    }
}
