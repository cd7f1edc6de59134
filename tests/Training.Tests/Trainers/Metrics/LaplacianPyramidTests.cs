using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class LaplacianPyramidTests
{
    private static readonly double[] Weights = [1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0];

    [Theory]
    [InlineData(16, 1)]
    [InlineData(32, 2)]
    [InlineData(64, 3)]
    public void Goes_down_to_16_pixels(int size, int levels) =>
        LaplacianPyramid.Of(new float[3 * size * size], size).Select(level => level.Size)
            .ShouldBe(Enumerable.Range(0, levels).Select(i => size >> i));

    [Fact]
    public void Equals_the_definition_written_out_in_loops()
    {
        const int Size = 32;
        var image = new float[Size * Size];
        for (var i = 0; i < image.Length; i++)
            image[i] = (float)Math.Sin(i * 0.37) + ((i / Size % 5) * 0.2f);
        var levels = LaplacianPyramid.Of(image, Size);

        var smooth = Blur(image.Select(value => (double)value).ToArray(), Size);
        var small = new double[16 * 16];
        for (var y = 0; y < 16; y++)
            for (var x = 0; x < 16; x++)
                small[(y * 16) + x] = smooth[(2 * y * Size) + (2 * x)];
        var spread = new double[Size * Size];
        for (var y = 0; y < 16; y++)
            for (var x = 0; x < 16; x++)
                spread[(2 * y * Size) + (2 * x)] = 4 * small[(y * 16) + x];
        var enlarged = Blur(spread, Size);
        for (var i = 0; i < image.Length; i++)
            levels[0].Values[i].ShouldBe((float)(image[i] - enlarged[i]), 1e-5f);
        for (var i = 0; i < small.Length; i++)
            levels[1].Values[i].ShouldBe((float)small[i], 1e-5f);
    }

    [Fact]
    public void Images_do_not_mix()
    {
        var images = new float[2 * 32 * 32];
        images.AsSpan(0, 32 * 32).Fill(1);
        var levels = LaplacianPyramid.Of(images, 32);
        levels[1].Values[..256].ShouldAllBe(value => Math.Abs(value - 1) < 1e-5);
        levels[1].Values[256..].ShouldAllBe(value => value == 0);
    }

    private static double[] Blur(double[] image, int size)
    {
        var result = new double[size * size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                for (var dy = -2; dy <= 2; dy++)
                    for (var dx = -2; dx <= 2; dx++)
                        result[(y * size) + x] += Weights[dy + 2] * Weights[dx + 2] * image[(Mirror(y + dy, size) * size) + Mirror(x + dx, size)];
        return result;
    }

    private static int Mirror(int place, int size) => place < 0 ? -place : place >= size ? (2 * size) - 2 - place : place;
}
