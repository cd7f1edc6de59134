using Mantissa.Training.Imaging;

namespace Mantissa.Training.Tests.Imaging;

public class SquareResamplerTests
{
    [Fact]
    public void The_same_size_is_a_copy_of_the_centre()
    {
        var image = Image(6, 4, (x, y) => (x, y, x + y));

        var target = Resample(image, 6, 4, 4);

        for (var y = 0; y < 4; y++)
        {
            for (var x = 0; x < 4; x++)
                Pixel(target, 4, x, y).ShouldBe([x + 1, y, x + 1 + y]);
        }
    }

    [Theory]
    [InlineData(100, 60, 32)]
    [InlineData(33, 90, 32)]
    [InlineData(8, 8, 64)]
    [InlineData(2, 3, 32)]
    [InlineData(1000, 4, 8)]
    public void One_colour_stays_that_colour(int width, int height, int size)
    {
        var target = Resample(Image(width, height, (_, _) => (10, 128, 255)), width, height, size);

        target[..(size * size)].ShouldAllBe(v => v == 10);
        target[(size * size)..(2 * size * size)].ShouldAllBe(v => v == 128);
        target[(2 * size * size)..].ShouldAllBe(v => v == 255);
    }

    /// <summary>A ramp is a straight line for any linear filter: away from the edges the value at the pixel's centre stays.</summary>
    [Theory]
    [InlineData(120, 32)]
    [InlineData(40, 32)]
    [InlineData(20, 64)]
    public void A_ramp_stays_a_ramp(int side, int size)
    {
        var target = Resample(Image(side, side, (x, y) => (2 * x, 2 * y, 0)), side, side, size);

        var margin = (size / Math.Min(side, size)) + 2;
        for (var y = margin; y < size - margin; y++)
        {
            for (var x = margin; x < size - margin; x++)
            {
                ((double)Pixel(target, size, x, y)[0]).ShouldBe(2 * (((x + 0.5) * side / size) - 0.5), 0.6);
                ((double)Pixel(target, size, x, y)[1]).ShouldBe(2 * (((y + 0.5) * side / size) - 0.5), 0.6);
            }
        }
    }

    /// <summary>One-pixel stripes are finer than the target can show: they must become grey, not coarser stripes.</summary>
    [Fact]
    public void Detail_that_is_too_fine_is_averaged()
    {
        var target = Resample(Image(128, 128, (x, _) => x % 2 == 0 ? (255, 255, 255) : (0, 0, 0)), 128, 128, 24);

        target.ShouldAllBe(v => v >= 118 && v <= 137);
    }

    [Fact]
    public void One_resampler_serves_images_of_different_sizes()
    {
        var resampler = new SquareResampler(16);
        foreach (var side in (int[])[50, 20, 50, 16, 8])
        {
            var image = Image(side, side, (x, y) => (x * 3, y * 3, 7));
            var (once, again) = (new byte[16 * 16 * 3], new byte[16 * 16 * 3]);
            resampler.Resample(new DecodedImage(side, side, image), once);
            new SquareResampler(16).Resample(new DecodedImage(side, side, image), again);
            once.ShouldBe(again);
        }
    }

    private static byte[] Resample(byte[] image, int width, int height, int size)
    {
        var target = new byte[3 * size * size];
        new SquareResampler(size).Resample(new DecodedImage(width, height, image), target);
        return target;
    }

    private static byte[] Image(int width, int height, Func<int, int, (int R, int G, int B)> colour)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b) = colour(i % width, i / width);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = ((byte)r, (byte)g, (byte)b);
        }

        return pixels;
    }

    private static int[] Pixel(byte[] planes, int size, int x, int y) =>
        [.. Enumerable.Range(0, 3).Select(channel => (int)planes[(channel * size * size) + (y * size) + x])];
}
