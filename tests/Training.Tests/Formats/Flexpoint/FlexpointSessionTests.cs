using System.Text.Json.Nodes;
using Mantissa.Training.Formats;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Flexpoint;

public sealed class FlexpointSessionTests
{
    [Fact]
    public void A_new_site_looks_for_its_exponent_in_the_values_themselves()
    {
        using var session = FormatSessions.Create("flex16+5");
        var value = tensor([1f, 0.30001f]);
        session.Store(value, "a");
        // Γ = 1 at κ = 1, so κ = 2⁻¹⁴ and Γ = 2¹⁴; 0.30001 · 2¹⁴ = 4915.36.
        value.data<float>().ToArray().ShouldBe([1, 4915f / 16384]);
        Reported(session, "format/a/").ShouldBe(new Dictionary<string, double>
        {
            ["exponent"] = -14,
            ["utilisation"] = 0.5,
            ["overflow_rate"] = 0,
            ["flushed_rate"] = 0,
            ["sqnr_db"] = 10 * Math.Log10((1 + Math.Pow(0.30001f, 2)) / Math.Pow(0.30001f - (4915f / 16384), 2)),
        });
    }

    [Fact]
    public void Exponents_move_after_a_pass_not_before()
    {
        using var session = FormatSessions.Create("flex16+5");
        session.Store(tensor([1f]), "a");
        Stored(session, 7f).ShouldBe(32767f / 16384);
        session.AfterForward();
        // Overflow: f = 2 · 32767 · 2⁻¹⁴ = 3.9999; χ = 2(3.9999 + 0 + 0.0061) = 8.01 → κ = 2^(4−15).
        Stored(session, 7f).ShouldBe(7f);
        Exponent(session, "a").ShouldBe(-11);
        session.AfterBackward();
        Reported(session, "format/")["overflows"].ShouldBe(1);
    }

    [Fact]
    public void Mode_ngraph_predicts_by_its_own_rules()
    {
        using var session = FormatSessions.Create("flex16+5", new JsonObject { ["autoflex"] = "ngraph" });
        session.Store(tensor([9.6f]), "a");
        // g = 2458 + 1 at 2⁻⁸: 12 bits, κ = 2^(−8 + 12 − 15).
        Exponent(session, "a").ShouldBe(-11);
        Stored(session, 1000f).ShouldBe(32767f / 2048);
        session.AfterForward();
        // Overflow: m = 2 · 32767 · 2⁻¹¹ + 100 · 2⁻¹¹ = 32.05 → 2^(5−14).
        Stored(session, 1f);
        Exponent(session, "a").ShouldBe(-9);
    }

    [Theory]
    [InlineData("flex16+3", -7)]
    [InlineData("flex16+4", -15)]
    [InlineData("flex16+5", -31)]
    [InlineData("flex24+8", -149)]
    public void Zeros_start_at_the_smallest_exponent_of_the_format(string name, int exponent)
    {
        using var session = FormatSessions.Create(name);
        session.Store(zeros(5), "a");
        Exponent(session, "a").ShouldBe(exponent);
    }

    [Fact]
    public void A_bias_moves_the_range_of_exponents()
    {
        using var session = FormatSessions.Create("flex16+3", new JsonObject { ["exponentBias"] = 12 });
        // κ goes from 2⁵ to 2¹²; 10⁶ / 2⁵ = 31250 fits.
        Stored(session, 1e6f).ShouldBe(1e6f);
        Exponent(session, "a").ShouldBe(5);
    }

    [Fact]
    public void Stochastic_rounding_follows_seed_site_and_store()
    {
        var options = new JsonObject { ["rounding"] = "stochastic" };
        float[] First(long seed, string site)
        {
            using var session = FormatSessions.Create("flex8+5", options, seed);
            return session.Store(linspace(0, 1, 500), site).data<float>().ToArray();
        }

        First(1, "a").ShouldBe(First(1, "a"));
        First(1, "a").ShouldNotBe(First(2, "a"));
        First(1, "a").ShouldNotBe(First(1, "b"));
        using var repeated = FormatSessions.Create("flex8+5", options);
        var once = repeated.Store(linspace(0, 1, 500), "a").data<float>().ToArray();
        repeated.Store(linspace(0, 1, 500), "a").data<float>().ToArray().ShouldNotBe(once);
    }

    [Fact]
    public void Weights_gradients_and_momentum_have_sites_of_their_own_and_report_when_asked()
    {
        using var session = FormatSessions.Create("flex16+5", new JsonObject { ["statistics"] = "all" });
        session.StoreInPlace(full(4, 0.5f), "conv.weight");
        session.StoreInPlace(full(4, 0.001f), "conv.weight.grad");
        session.StoreInPlace(full(4, 8f), "conv.optimizer.momentum");
        Reported(session, "format/").Keys.Where(key => key.EndsWith("/gamma", StringComparison.Ordinal))
            .ShouldBe(["conv.weight/gamma", "conv.weight.grad/gamma", "conv.optimizer.momentum/gamma"]);
    }

    [Fact]
    public void Values_that_are_not_finite_are_counted()
    {
        using var session = FormatSessions.Create("flex16+5");
        session.Store(tensor([1f, float.NaN, float.PositiveInfinity]), "a");
        var totals = Reported(session, "format/");
        totals["non_finite"].ShouldBe(2);
        totals["overflows"].ShouldBe(1);
    }

    [Theory]
    [InlineData("alpha", "0.5")]
    [InlineData("history", "0")]
    [InlineData("autoflex", "\"guess\"")]
    [InlineData("rounding", "\"up\"")]
    public void An_option_out_of_range_is_an_error(string name, string value) =>
        Should.Throw<TrainingInputException>(() => FormatSessions.Create("flex16+5", new JsonObject { [name] = JsonNode.Parse(value) }))
            .Field.ShouldBe($"formatOptions.{name}");

    [Theory]
    [InlineData("flex3+5")]
    [InlineData("flex25+5")]
    [InlineData("flex16+2")]
    [InlineData("flex16+9")]
    [InlineData("flex016+5")]
    [InlineData("flex16")]
    public void Numbers_out_of_range_are_no_member_of_the_family(string name) =>
        Should.Throw<ArgumentException>(() => FormatSessions.Create(name));

    private static float Stored(FormatSession session, float value) => session.Store(tensor([value]), "a").item<float>();

    private static int Exponent(FormatSession session, string site) =>
        session.SaveState()["sites"]![site]!["format"]!["exponent"]!.GetValue<int>();

    private static Dictionary<string, double> Reported(FormatSession session, string prefix)
    {
        var metrics = new Dictionary<string, double>();
        session.Report((metric, value) =>
        {
            if (metric.StartsWith(prefix, StringComparison.Ordinal))
                metrics.Add(metric[prefix.Length..], value);
        });
        return metrics;
    }
}
