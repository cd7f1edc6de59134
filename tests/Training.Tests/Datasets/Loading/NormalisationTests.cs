using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Loading;

namespace Mantissa.Training.Tests.Datasets.Loading;

public class NormalisationTests
{
    [Fact]
    public void Standard_gives_every_channel_mean_0_and_deviation_1()
    {
        using var sample = new SampleSplit(300);
        using var loader = new BatchLoader(sample.Train, new() { Batch = 300, Normalisation = Normalisation.Standard(sample.Dataset.Colours) });

        var batch = loader.Next();

        for (var channel = 0; channel < 3; channel++)
        {
            var values = Enumerable.Range(0, 300).SelectMany(i => batch.Pixels.AsSpan((i * 192) + (channel * 64), 64).ToArray()).ToArray();
            values.Average().ShouldBe(0, 1e-5);
            Math.Sqrt(values.Average(v => (double)v * v)).ShouldBe(1, 1e-5);
        }
    }

    [Fact]
    public void A_channel_without_contrast_is_only_centred()
    {
        var normalisation = Normalisation.Standard(new Colours([0.5f], [0]));

        ((255 * normalisation.Scale[0]) + normalisation.Offset[0]).ShouldBe(0.5f);
    }

    [Fact]
    public void Signed_unit_reaches_both_ends()
    {
        var normalisation = Normalisation.SignedUnit(3);

        normalisation.Offset.ShouldAllBe(v => v == -1);
        normalisation.Scale.ShouldAllBe(v => (255 * v) - 1 == 1);
    }
}
