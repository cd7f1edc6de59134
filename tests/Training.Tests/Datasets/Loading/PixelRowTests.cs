using Mantissa.Training.Datasets.Loading;

namespace Mantissa.Training.Tests.Datasets.Loading;

public class PixelRowTests
{
    [Fact]
    public void Rows_of_every_length_equal_the_plain_loop()
    {
        for (var length = 0; length < 70; length++)
        {
            var source = Enumerable.Range(0, length).Select(i => (byte)(i * 37)).ToArray();
            var (forwards, backwards) = (new float[length], new float[length]);

            PixelRow.Normalise(source, forwards, 0.0173f, -1.9f);
            PixelRow.NormaliseFlipped(source, backwards, 0.0173f, -1.9f);

            forwards.ShouldBe(source.Select(v => (v * 0.0173f) + -1.9f));
            backwards.ShouldBe(forwards.Reverse());
        }
    }
}
