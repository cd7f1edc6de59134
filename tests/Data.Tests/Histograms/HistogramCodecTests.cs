using Mantissa.Data.Histograms;

namespace Mantissa.Data.Tests.Histograms;

public sealed class HistogramCodecTests
{
    [Fact]
    public void Histograms_come_back_as_they_were()
    {
        SiteHistogram[] sites =
        [
            new("conv1.activation", -14, 15, 7, 0, 3, [1, 0, 16384]),
            new("größe.grad", int.MinValue, int.MaxValue, 0, 16384, -149, []),
        ];

        var decoded = HistogramCodec.Decode(HistogramCodec.Encode(sites));

        decoded.Select(site => site with { Counts = [] }).ShouldBe(sites.Select(site => site with { Counts = [] }));
        decoded.Select(site => site.Counts).ShouldBe(sites.Select(site => site.Counts));
        decoded[0].Values.ShouldBe(7 + 1 + 16384);
    }

    [Fact]
    public void Hundreds_of_sites_take_a_few_kilobytes()
    {
        var sites = Enumerable.Range(0, 200).Select(i => new SiteHistogram($"stage{i / 50}.block{i}.conv1.activation.grad", -20 - (i % 5), 15, i, 0, 2, [.. Enumerable.Range(i, 13)])).ToList();

        HistogramCodec.Encode(sites).Length.ShouldBeLessThan(200 * 30);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 2, 3, 4 })]
    public void Bytes_of_another_version_are_refused(byte[] content) =>
        Should.Throw<InvalidDataException>(() => HistogramCodec.Decode(content)).Message.ShouldContain("another version");
}
