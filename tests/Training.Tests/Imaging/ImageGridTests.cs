using Mantissa.Training.Imaging;

namespace Mantissa.Training.Tests.Imaging;

public class ImageGridTests
{
    [Fact]
    public void Images_stand_in_rows_with_a_transparent_gap_between_them()
    {
        // Five images of one grey each, two by two pixels.
        var images = Enumerable.Range(1, 5).SelectMany(i => Enumerable.Repeat((byte)(i * 10), 12)).ToArray();

        var grid = ImageGrid.Compose(images, 3, 2, columns: 3);

        var (width, height, channels, pixels) = PngPixels.Read(grid.Png.Span);
        (width, height, channels).ShouldBe((10, 6, 4));
        (grid.Width, grid.Height).ShouldBe((10, 6));
        At(0, 0).ShouldBe([10, 10, 10, 255]);
        At(5, 1).ShouldBe([20, 20, 20, 255]);
        At(9, 0).ShouldBe([30, 30, 30, 255]);
        At(1, 4).ShouldBe([40, 40, 40, 255]);
        At(4, 5).ShouldBe([50, 50, 50, 255]);
        At(2, 0).ShouldBe([0, 0, 0, 0]);
        At(0, 3).ShouldBe([0, 0, 0, 0]);
        At(9, 5).ShouldBe([0, 0, 0, 0]);

        byte[] At(int x, int y) => pixels[(((y * width) + x) * 4)..][..4];
    }

    [Fact]
    public void Channels_become_red_green_and_blue()
    {
        float[] image = [-1, -1, -1, -1, 0, 0, 0, 0, 1, 1, 1, 1];

        var (_, _, _, pixels) = PngPixels.Read(ImageGrid.Compose(image, 3, 2).Png.Span);

        pixels[..4].ShouldBe([0, 128, 255, 255]);
    }

    [Fact]
    public void Every_byte_survives_the_way_through_minus_one_to_one()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        var scale = Mantissa.Training.Datasets.Loading.Normalisation.SignedUnit(1);
        var numbers = bytes.Select(b => (b * scale.Scale[0]) + scale.Offset[0]).ToArray();

        PngPixels.Read(ImageGrid.Compose(numbers, 1, 16).Png.Span).Pixels.ShouldBe(
            PngPixels.Read(ImageGrid.Compose(bytes, 1, 16).Png.Span).Pixels);
    }

    [Fact]
    public void Pixels_that_are_no_numbers_are_marked()
    {
        float[] image = [float.NaN, 0, 0, 0, 0, float.PositiveInfinity, 0, 0, 0, 0, 0, 5];

        var (_, _, _, pixels) = PngPixels.Read(ImageGrid.Compose(image, 3, 2).Png.Span);

        pixels.ShouldBe([255, 0, 255, 255, 255, 0, 255, 255, 128, 128, 128, 255, 128, 128, 255, 255]);
    }

    [Fact]
    public void Values_that_make_no_whole_images_are_refused()
    {
        Should.Throw<ArgumentException>(() => ImageGrid.Compose(new float[13], 3, 2));
        Should.Throw<ArgumentException>(() => ImageGrid.Compose(Array.Empty<float>(), 3, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => ImageGrid.Compose(new float[8], 2, 2));
    }
}
