using System.Numerics;
using System.Text.Json.Nodes;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats;

/// <summary>Histograms of stored values, against counting with integers.</summary>
public sealed class HistogramTests
{
    private const string Site = "layer.activation";

    public static TheoryData<string> Offered => FormatSessions.Offered;

    /// <summary>DFP keeps a bit of headroom for its chains of products.</summary>
    [Theory]
    [InlineData("flex16+5", 16)]
    [InlineData("flex8+5", 8)]
    [InlineData("dfp16", 15)]
    [InlineData("dfp8", 7)]
    public void Mantissas_are_counted_by_their_leading_bit(string name, int bits)
    {
        using var session = FormatSessions.Create(name);
        var values = Values(0.7f, 6000);
        values[17] = 0;
        var (histogram, stored) = Stored(session, values);
        var exponent = histogram.Unit;
        var mantissas = stored.Select(value => (long)Math.ScaleB((double)value, -exponent)).ToList();
        mantissas.Zip(stored).ShouldAllBe(pair => Math.ScaleB((double)pair.First, exponent) == pair.Second);
        histogram.Octaves.ShouldBe(bits - 1);
        ShouldCount(histogram, mantissas, -(1L << (bits - 1)), (1L << (bits - 1)) - 1);
    }

    [Fact]
    public void What_is_clipped_is_counted_as_saturated()
    {
        using var session = FormatSessions.Create("flex16+5");
        session.Store(tensor([1f]), Site);
        session.Report((_, _) => { });
        // κ = 2⁻¹⁴, so that 2 is beyond the largest mantissa and −2 is the smallest.
        var (histogram, _) = Stored(session, [3f, 2f, -2f, -9f, float.PositiveInfinity, float.NaN, 0f, 1f, -1f, MathF.ScaleB(1, -14)]);
        histogram.ShouldSatisfyAllConditions(
            h => h.Unit.ShouldBe(-14),
            h => h.Zeros.ShouldBe(1),
            h => h.Saturated.ShouldBe(5),
            h => h.First.ShouldBe(0),
            h => h.Counts.ShouldBe([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]));
    }

    [Fact]
    public void Half_precision_is_counted_by_its_exponent_subnormals_by_their_leading_bit()
    {
        using var session = FormatSessions.Create("fp16");
        var values = Values(1e-5f, 3000).Concat(Values(40000, 3000)).Append(1e6f).ToArray();
        var (histogram, stored) = Stored(session, values);
        histogram.ShouldSatisfyAllConditions(h => h.Unit.ShouldBe(-24), h => h.Octaves.ShouldBe(40), h => h.Saturated.ShouldBe(1));
        // In units of the smallest subnormal every half-precision number is an integer: f of a subnormal, else (1024 + f) · 2^(e − 1).
        var units = stored.Where(float.IsFinite).Select(value =>
        {
            var half = BitConverter.HalfToUInt16Bits((Half)value) & 0x7fff;
            return half < 1024 ? half : (1024L + (half & 1023)) << ((half >> 10) - 1);
        });
        ShouldCount(histogram with { Saturated = 0 }, [.. units], long.MinValue, long.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Every_format_accounts_for_every_value_of_the_sample(string name)
    {
        using var session = FormatSessions.Create(name);
        using var value = tensor(Values(0.3f, 4 * 32 * 16)).reshape(4, 32, 4, 4);
        session.Store(value, Site);
        var histograms = session.Histograms();
        if (name == "fp32")
        {
            histograms.ShouldBeEmpty();
            return;
        }

        var histogram = histograms.ShouldHaveSingleItem().Histogram;
        (histogram.Zeros + histogram.Saturated + histogram.Counts.Sum()).ShouldBe(4 * 32 * 16);
        histogram.Counts[0].ShouldBeGreaterThan(0);
        histogram.Counts[^1].ShouldBeGreaterThan(0);
        if (histogram.Octaves > 0)
            (histogram.First + histogram.Counts.Count).ShouldBeInRange(1, histogram.Octaves);
    }

    [Fact]
    public void One_is_taken_between_reports_and_a_saved_session_has_it_still()
    {
        using var session = FormatSessions.Create("flex16+5");
        session.Store(tensor([1f, 0.25f]), Site);
        var first = session.Histograms().ShouldHaveSingleItem().Histogram;
        session.Store(tensor([1f, 1f]), Site);
        session.Histograms().ShouldHaveSingleItem().Histogram.ShouldBe(first);

        using var restored = FormatSessions.Create("flex16+5");
        restored.LoadState(JsonNode.Parse(session.SaveState().ToJsonString())!.AsObject());
        var (site, histogram) = restored.Histograms().ShouldHaveSingleItem();
        site.ShouldBe(Site);
        histogram.Counts.ShouldBe(first.Counts);
        (histogram with { Counts = first.Counts }).ShouldBe(first);

        session.Report((_, _) => { });
        session.Histograms().ShouldBeEmpty();
        using var none = FormatSessions.Create("flex16+5", new JsonObject { ["statistics"] = "none" });
        none.Store(tensor([1f]), Site);
        none.Histograms().ShouldBeEmpty();
    }

    [Fact]
    public void Subnormal_carriers_are_counted_where_they_are()
    {
        var histogram = SiteHistogram.Of([float.Epsilon, 3 * float.Epsilon, MathF.ScaleB(1, -126), MathF.ScaleB(1.5f, -127)], ValueSet.Integers(24, -149));
        histogram.First.ShouldBe(0);
        // 2⁻¹²⁶ is 2²³ units, the bound of 24 bits; the rest are 1, 3 and 1.5 · 2²² of them.
        histogram.Counts.ShouldBe([1, 1, .. Enumerable.Repeat(0, 20), 1]);
        histogram.Saturated.ShouldBe(1);
    }

    private static (SiteHistogram Histogram, float[] Stored) Stored(FormatSession session, float[] values)
    {
        using var stored = session.Store(tensor(values), Site);
        return (session.Histograms().ShouldHaveSingleItem().Histogram, stored.data<float>().ToArray());
    }

    private static void ShouldCount(SiteHistogram histogram, IReadOnlyList<long> integers, long lowest, long highest)
    {
        histogram.Zeros.ShouldBe(integers.Count(m => m == 0));
        histogram.Saturated.ShouldBe(integers.Count(m => m <= lowest || m >= highest));
        var counts = new SortedDictionary<int, int>();
        foreach (var m in integers.Where(m => m != 0 && m > lowest && m < highest))
            counts[BitOperations.Log2((ulong)Math.Abs(m))] = counts.GetValueOrDefault(BitOperations.Log2((ulong)Math.Abs(m))) + 1;
        Enumerable.Range(0, 64).Select(k => counts.GetValueOrDefault(k))
            .ShouldBe(Enumerable.Range(0, 64).Select(k => k >= histogram.First && k < histogram.First + histogram.Counts.Count ? histogram.Counts[k - histogram.First] : 0));
    }

    /// <summary>Of many magnitudes and both signs, the largest one at most <paramref name="largest"/>.</summary>
    private static float[] Values(float largest, int count)
    {
        var random = new CounterRandom(11, "histogram", (long)largest);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var bits = random.Word((ulong)i);
            return (i % 2 == 0 ? largest : -largest) * MathF.ScaleB((bits & 0xffff) / 65536f, -(int)((bits >> 16) & 15));
        })];
    }
}
