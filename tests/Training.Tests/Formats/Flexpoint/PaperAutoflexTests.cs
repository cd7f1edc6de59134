using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Flexpoint;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Formats.Flexpoint;

public sealed class PaperAutoflexTests
{
    private static readonly FlexpointOptions Published = new();

    [Fact]
    public void Options_default_to_the_published_values() =>
        (Published.Alpha, Published.Beta, Published.Gamma, Published.History, Published.Autoflex).ShouldBe((2, 3, 100, 16, AutoflexMode.Paper));

    [Theory]
    [InlineData(1, -14)] // Γ = 1 at κ = 1: too few bits, jump by 2^(0−14); Γ = 2¹⁴ is at the target.
    [InlineData(5, -11)] // ⌈log2 5⌉ = 3 → 2⁻¹¹, then Γ = 10240 > 32 moves by 2^(14−14): final.
    [InlineData(100, -7)] // Γ = 100 > 32: one reliable jump by ⌈log2 100⌉ − 14 = −7.
    [InlineData(20000, 0)] // 2¹⁴ ≤ Γ < 2¹⁵ − 1: fits as it is.
    [InlineData(1e-3, -24)] // Γ = 0 → 2⁻¹⁴; Γ = 16 ≤ 32 → 2^(4−14) more; Γ = 16777 ≥ 2¹⁴: final.
    public void Search_ends_where_the_rules_say(double magnitude, int exponent)
    {
        var autoflex = new PaperAutoflex(16, -31, 0, Published);
        Search(autoflex, magnitude);
        autoflex.Exponent.ShouldBe(exponent);
        autoflex.IsInitialised.ShouldBeTrue();
    }

    [Fact]
    public void Search_climbs_out_of_saturation_when_the_bias_allows_it()
    {
        // κ = 1 saturates; κ = 2⁷: Γ = 7813 < 2¹⁴ and > 32: ⌈log2 7813⌉ − 14 = −1 → 2⁶.
        var autoflex = new PaperAutoflex(16, -15, 16, Published);
        Search(autoflex, 1e6);
        autoflex.Exponent.ShouldBe(6);
    }

    [Fact]
    public void Search_ends_at_the_ends_of_the_range()
    {
        var zeros = new PaperAutoflex(16, -31, 0, Published);
        Search(zeros, 0);
        zeros.Exponent.ShouldBe(-31);
        var large = new PaperAutoflex(16, -31, 0, Published);
        Search(large, 1e9);
        large.Exponent.ShouldBe(0);
    }

    [Fact]
    public void Predicts_as_computed_by_hand()
    {
        var autoflex = new PaperAutoflex(16, -31, 0, Published);
        Search(autoflex, 1);
        autoflex.Exponent.ShouldBe(-14);

        // f = 1; χ = 2(1 + 0 + 100·2⁻¹⁴) = 2.0122; ⌈log2⌉ = 2 → κ = 2^(2−15).
        autoflex.Touch(1 << 14).ShouldBeFalse();
        autoflex.Adjust();
        autoflex.Exponent.ShouldBe(-13);

        // f = 2; max 2, std of {1, 2} = 0.5; χ = 2(2 + 1.5 + 100·2⁻¹³) = 7.024; ⌈log2⌉ = 3 → 2⁻¹².
        autoflex.Touch(1 << 14).ShouldBeFalse();
        autoflex.Adjust();
        autoflex.Exponent.ShouldBe(-12);

        // Overflow: the history is cleared and Γ doubled, f = 2·32767·2⁻¹² = 15.9995; χ = 2(15.9995 + 0 + 0.0244) = 32.05 → 2^(6−15).
        autoflex.Touch(32767).ShouldBeTrue();
        autoflex.History.ShouldBe([2 * 32767.0 / 4096]);
        autoflex.Adjust();
        autoflex.Exponent.ShouldBe(-9);

        // f = 0.1953; max 15.9995, std = 7.902; χ = 2(15.9995 + 23.706 + 0.1953) = 79.8 → 2^(7−15).
        autoflex.Touch(100).ShouldBeFalse();
        autoflex.Adjust();
        autoflex.Exponent.ShouldBe(-8);
    }

    [Fact]
    public void A_power_of_two_is_its_own_ceiling()
    {
        // γ = 0 and one touch: χ = 2f exactly. f = 2¹³·2⁻¹⁴ = ½ → χ = 1 → κ = 2^(0−15).
        var autoflex = new PaperAutoflex(16, -31, 0, Published with { Gamma = 0 });
        Search(autoflex, 1);
        autoflex.Touch(1 << 13);
        autoflex.Adjust();
        autoflex.Exponent.ShouldBe(-15);
    }

    [Fact]
    public void Adjusts_only_what_was_touched()
    {
        var autoflex = new PaperAutoflex(16, -31, 0, Published);
        Search(autoflex, 1);
        autoflex.Touch(100);
        autoflex.Adjust();
        var exponent = autoflex.Exponent;
        autoflex.Adjust();
        autoflex.Exponent.ShouldBe(exponent);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(24)]
    public void Equals_the_document_written_out(int bits)
    {
        var random = new CounterRandom(bits, "autoflex");
        for (var sequence = 0; sequence < 40; sequence++)
        {
            var autoflex = new PaperAutoflex(bits, -31, 0, Published);
            var document = new Document(bits);
            for (var touch = 0; touch < 60; touch++)
            {
                var position = ((ulong)sequence * 1000) + (ulong)touch;
                var magnitude = Math.ScaleB(random.Uniform(position), (int)(random.Word(position + 500) % 8) - sequence);
                document.Store(magnitude);
                if (!autoflex.IsInitialised)
                    Search(autoflex, magnitude);
                autoflex.Exponent.ShouldBe((int)Math.Log2(document.Kappa), $"sequence {sequence}, touch {touch}");
                autoflex.Touch(Gamma(bits, magnitude, autoflex.Exponent));
                document.AfterTouch();
                if (touch % 3 > 0)
                    autoflex.Adjust();
                if (touch % 3 > 0)
                    document.Adjust();
            }
        }
    }

    [Fact]
    public void Saved_state_goes_on_as_if_nothing_had_happened()
    {
        var original = new PaperAutoflex(16, -31, 0, Published);
        var copy = new PaperAutoflex(16, -31, 0, Published);
        Search(original, 0.3);
        for (var touch = 0; touch < 40; touch++)
        {
            original.Touch(700 + (touch * touch));
            if (touch % 2 == 0)
                original.Adjust();
            // Through text, as in a checkpoint.
            copy.Load(JsonNode.Parse(original.Save().ToJsonString())!.AsObject());
            copy.History.ShouldBe(original.History);
            copy.Adjust();
            var again = new PaperAutoflex(16, -31, 0, Published);
            again.Load(original.Save());
            again.Adjust();
            copy.Exponent.ShouldBe(again.Exponent);
        }
    }

    private static int Gamma(int bits, double magnitude, int exponent) =>
        (int)Math.Min(Math.Round(Math.ScaleB(magnitude, -exponent)), (1 << (bits - 1)) - 1);

    private static void Search(PaperAutoflex autoflex, double magnitude)
    {
        while (!autoflex.TryInitialise(Gamma(autoflex.Bits, magnitude, autoflex.Exponent)))
        {
        }
    }

    /// <summary>The rules of the format's definition, transcribed with κ as a number and without regard to speed.</summary>
    private sealed class Document(int n)
    {
        private readonly Queue<double> _deque = new();
        private bool _initialised;
        private double _gamma;

        public double Kappa { get; private set; } = 1;

        public void Store(double magnitude)
        {
            while (!_initialised)
            {
                _gamma = Kernel(magnitude);
                var before = Kappa;
                if (_gamma >= Math.Pow(2, n - 1) - 1)
                {
                    Kappa *= Math.Pow(2, Math.Floor((n - 1) / 2.0));
                }
                else if (_gamma < Math.Pow(2, n - 2))
                {
                    Kappa *= Math.Pow(2, Math.Ceiling(Math.Log2(Math.Max(_gamma, 1))) - (n - 2));
                    _initialised = _gamma > Math.Pow(2, Math.Floor((n - 1) / 2.0) - 2);
                }
                else
                {
                    _initialised = true;
                }

                Kappa = Math.Min(1, Math.Max(Math.Pow(2, -31), Kappa));
                _initialised |= Kappa == before;
            }

            _gamma = Kernel(magnitude);
        }

        public void AfterTouch()
        {
            if (_gamma >= Math.Pow(2, n - 1) - 1)
            {
                _deque.Clear();
                _gamma *= 2;
            }

            _deque.Enqueue(_gamma * Kappa);
            if (_deque.Count > 16)
                _deque.Dequeue();
        }

        public void Adjust()
        {
            var mean = _deque.Average();
            var deviation = Math.Sqrt(_deque.Select(f => (f - mean) * (f - mean)).Average());
            var chi = 2 * (_deque.Max() + (3 * deviation) + (100 * Kappa));
            Kappa = Math.Min(1, Math.Max(Math.Pow(2, -31), Math.Pow(2, Math.Ceiling(Math.Log2(chi)) - n + 1)));
        }

        private double Kernel(double magnitude) => Math.Min(Math.Round(magnitude / Kappa), Math.Pow(2, n - 1) - 1);
    }
}
