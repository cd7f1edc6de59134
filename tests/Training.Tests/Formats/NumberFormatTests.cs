using System.Text.Json.Nodes;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats;

/// <summary>What holds for every format that is discovered.</summary>
public sealed class NumberFormatTests
{
    private const string Site = "layer.activation";

    public static TheoryData<string> Offered => FormatSessions.Offered;

    public static TheoryData<string> Families => [.. Registry.All<NumberFormat>().Select(format => format.Entry.Name)];

    [Fact]
    public void The_formats_of_this_version_are_found() =>
        Registry.All<NumberFormat>().Select(format => format.Entry.Family)
            .ShouldBe(["fp32", "fp16", "fp16-pure", "bf16", "fp8-e4m3", "fp8-e5m2", "flexN+M", "dfpP", "mxfp8-e4m3", "mxint8"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Families))]
    public void An_entry_explains_itself(string name)
    {
        var entry = Registry.All<NumberFormat>().Single(format => format.Entry.Name == name).Entry;
        entry.Matches(entry.Name).ShouldBeTrue();
        entry.Offered.ShouldContain(entry.Name);
        entry.Offered.ShouldAllBe(member => entry.Matches(member));
        foreach (var text in (string[])[entry.Title, entry.Summary, entry.Source, entry.Documentation])
            text.ShouldNotBeNullOrWhiteSpace();
        entry.Documentation.ShouldStartWith("# ");
        entry.Parameters.ShouldAllBe(parameter => parameter.Help.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void An_unknown_option_is_an_error(string name) =>
        Should.Throw<TrainingInputException>(() => FormatSessions.Create(name, new JsonObject { ["speling"] = 1 })).Field.ShouldBe("formatOptions.speling");

    [Theory]
    [MemberData(nameof(Offered))]
    public void Storing_twice_changes_nothing(string name)
    {
        using var session = Trained(name);
        using var frozen = session.Evaluation();
        var once = Values(session.Store(Sample(), Site));
        var twice = Values(session.Store(tensor(once), Site));
        twice.ShouldBe(once);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Order_is_kept(string name)
    {
        using var session = Trained(name);
        using var frozen = session.Evaluation();
        // No more than share a scale in any format.
        float[] ascending = [.. Values(Sample()).Take(25).Concat([-1e30f, -50, -1e-20f, 0, 1e-20f, 50, 1e30f]).Order()];
        var stored = Values(session.Store(tensor(ascending), Site));
        stored.ShouldBe(stored.Order());
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Values_out_of_range_saturate_or_stay_or_become_infinite_as_ieee_754_has_it(string name)
    {
        using var session = Trained(name);
        using var frozen = session.Evaluation();
        var stored = Values(session.Store(tensor([float.MaxValue, float.MinValue, 1e30f, -1e30f]), Site));
        stored.ShouldAllBe(value => !float.IsNaN(value));
        // Beside the largest numbers others are flushed to zero where an exponent is shared.
        stored[0].ShouldBeGreaterThan(0);
        stored[1].ShouldBeLessThan(0);
        if (name is not ("fp16" or "fp16-pure" or "bf16"))
            stored.ShouldAllBe(value => float.IsFinite(value));
        stored[0].ShouldBeGreaterThanOrEqualTo(stored[2]);
        stored[1].ShouldBeLessThanOrEqualTo(stored[3]);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Nan_stays_nan_and_zero_stays_zero(string name)
    {
        using var session = Trained(name);
        var stored = Values(session.Store(tensor([float.NaN, 0f, 1f]), Site));
        stored[0].ShouldBe(float.NaN);
        stored[1].ShouldBe(0);
        stored[2].ShouldBe(1, 0.05f);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Degenerate_tensors_are_stored(string name)
    {
        using var session = FormatSessions.Create(name);
        session.Store(zeros(0), "empty").numel().ShouldBe(0);
        session.StoreInPlace(zeros(0), "empty.weight");
        Values(session.Store(zeros(1000), "zeros")).ShouldAllBe(value => value == 0);
        Values(session.Store(tensor([0.75f]), "one")).ShouldBe([0.75f]);
        Values(session.Store(tensor(0.75f), "scalar")).ShouldBe([0.75f]);
        Values(session.Store(full(20, float.Epsilon), "subnormal")).ShouldAllBe(value => value >= 0 && value < 1e-9f);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void The_order_of_dimensions_in_memory_does_not_matter(string name)
    {
        using var contiguous = Trained(name);
        using var channelsLast = Trained(name);
        using var gaps = Trained(name);
        var image = Sample().view(2, 3, 16, 24);
        var expected = Values(contiguous.Store(image.clone(), Site));
        Values(channelsLast.Store(image.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2), Site)).ShouldBe(expected);
        var padded = zeros(2, 3, 16, 30);
        padded.narrow(3, 2, 24).copy_(image);
        Values(gaps.Store(padded.narrow(3, 2, 24), Site)).ShouldBe(expected);
        channelsLast.SaveState().ToJsonString().ShouldBe(contiguous.SaveState().ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Only_float32_carries_values(string name)
    {
        using var session = FormatSessions.Create(name);
        if (!session.IsIdentity)
            Should.Throw<ArgumentException>(() => session.Store(zeros(3, ScalarType.Float64), Site)).Message.ShouldContain(Site);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Evaluation_learns_nothing(string name)
    {
        using var session = Trained(name);
        var before = session.SaveState().ToJsonString();
        using (session.Evaluation())
        {
            session.Store(Sample() * 100, Site);
            session.Store(Sample() * 100, Site);
            session.StoreInPlace(Sample(), "layer.weight");
            session.AfterForward();
        }

        var metrics = new List<string>();
        session.SaveState()["sites"]?.AsObject().Remove("layer.weight");
        session.Report((metric, _) => metrics.Add(metric));
        metrics.ShouldNotContain(metric => metric.StartsWith("format/layer.weight/", StringComparison.Ordinal));
        using var again = FormatSessions.Create(name);
        again.LoadState(JsonNode.Parse(before)!.AsObject());
        Values(again.Store(Sample(2), Site)).ShouldBe(Values(session.Store(Sample(2), Site)));
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Saved_state_goes_on_bit_for_bit(string name)
    {
        using var original = Trained(name);
        using var resumed = FormatSessions.Create(name);
        resumed.LoadState(JsonNode.Parse(original.SaveState().ToJsonString())!.AsObject());
        for (var step = 0; step < 5; step++)
        {
            Values(Step(resumed, step)).ShouldBe(Values(Step(original, step)));
            Reported(resumed).ShouldBe(Reported(original));
            resumed.SaveState().ToJsonString().ShouldBe(original.SaveState().ToJsonString());
        }
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void State_of_something_else_is_refused(string name)
    {
        using var session = FormatSessions.Create(name);
        Should.Throw<InvalidDataException>(() => session.LoadState(new JsonObject { ["scales"] = 3 }));
    }

    /// <summary>A calculator shows what a run stores: the first store of a new session is what it calculates.</summary>
    [Theory]
    [MemberData(nameof(Offered))]
    public void A_calculator_stores_as_a_run_does(string name)
    {
        var values = Values(Sample().narrow(0, 0, 100));
        using var session = FormatSessions.Create(name);
        var stored = Values(session.Store(tensor(values), Site));
        var calculated = NumberFormats.Calculate(name, values);
        calculated.Values.ShouldBe(stored);
        for (var i = 0; i < values.Length; i++)
        {
            // Mantissa and exponent are an integer and its power of two; the value is one of its set, and none of that is nearer.
            var (set, value) = (calculated.SetOf(i), (double)calculated.Values[i]);
            Math.ScaleB(set.MantissaOf(value), set.ExponentOf(value)).ShouldBe(value);
            var unit = Math.ScaleB(1, set.ExponentOf(value));
            set.Between(value - (1.5 * unit), value + (1.5 * unit), 9).ShouldContain(value);
            foreach (var neighbour in set.Between(value - unit, value + unit, 9))
                Math.Abs(neighbour - values[i]).ShouldBeGreaterThanOrEqualTo(Math.Abs(value - values[i]));
        }
    }

    private static FormatSession Trained(string name)
    {
        var session = FormatSessions.Create(name, seed: 3);
        for (var step = 0; step < 4; step++)
            Step(session, step);
        return session;
    }

    private static Tensor Step(FormatSession session, int step)
    {
        var weight = (Sample(step + 10) * 0.01f).requires_grad_();
        var stored = session.Store(Sample(step) * weight * 100, Site);
        session.AfterForward();
        stored.mul(stored).sum().backward();
        session.AfterBackward();
        var gradient = weight.grad!;
        session.StoreInPlace(gradient, "layer.weight.grad");
        return gradient;
    }

    private static Tensor Sample(int index = 0)
    {
        var values = new float[2304];
        new CounterRandom(5, "sample", index).FillNormal(values);
        return tensor(values);
    }

    private static float[] Values(Tensor value) => value.detach().contiguous().data<float>().ToArray();

    private static List<(string, double)> Reported(FormatSession session)
    {
        var metrics = new List<(string, double)>();
        session.Report((metric, value) => metrics.Add((metric, value)));
        return metrics;
    }
}
