using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Flexpoint;

namespace Mantissa.Training.Tests.Formats.Flexpoint;

/// <summary>
/// Sequences with known results: the host writes an input tensor, a kernel reads it and writes an output tensor, both keep their state.
/// </summary>
public sealed class NgraphAutoflexTests
{
    [Fact]
    public void Assign() =>
        Check(x => x, false, [], [(1, 1), (5, 1.9999), (10, 7.9997), (-32768, -32)]);

    [Fact]
    public void Assign_keeps_fifteen_bits() => new NgraphTensor().Host(0.4).ShouldBe([0.399993896484375]);

    [Fact]
    public void Subtract_a_constant() =>
        Check((x, c) => x - c, 0.4, [(10, 9.6), (1000, 15.5996), (10000, 31.999), (1, 0.6015)]);

    [Fact]
    public void Subtract_a_constant_from_a_falling_sequence() =>
        Check(
            (x, c) => x - c,
            0.4,
            [
                (10000, 9999.5), (5000, 4999.5), (2500, 2500), (1000, 1000), (800, 800), (750, 750), (600, 600), (500, 500), (300, 300),
                (200, 200), (250, 250), (100, 100), (80, 80), (75, 75), (60, 60), (50, 50), (30, 30), (25, 24.5), (20, 19.5), (10, 9.625), (1, 0.625),
            ],
            first: 9999.5);

    [Fact]
    public void Multiply_by_a_constant() =>
        Check((x, c) => x * c, 10.1, [(1, 10.0996), (1000, 15.9995), (2, 20.1992), (-1000, -64), (0.4, 4.0312)], first: 10.099609375);

    [Fact]
    public void Divide_by_a_constant() =>
        Check((x, c) => x / c, 7, [(-10, -1.4285), (0.4, 0.0571), (32767, 3.9998), (-32768, -16), (0, 0)]);

    [Fact]
    public void Exponential() =>
        Check(Math.Exp, true, [], [(0, 1), (10, 1.9999), (1, 2.7182), (-5, 0.0068)]);

    [Theory]
    [InlineData(1, 2.71826171875)]
    [InlineData(5, 148.4140625)]
    [InlineData(-5, 0.0067379474639892578)]
    [InlineData(-11, 0.000016701407730579376220703125)]
    public void Exponential_is_exact_the_first_time(double x, double expected) =>
        new NgraphTensor().Kernel(Math.Exp(new NgraphTensor().Host(x)[0])).ShouldBe([expected]);

    [Fact]
    public void Sum_of_four()
    {
        var (input, output) = (new NgraphTensor(), new NgraphTensor());
        output.Kernel(input.Host(1, 2, 3, 4).Sum()).ShouldBe([10.0]);
        Close(output, output.Kernel(input.Host(0.4, 0.03, 0.44, 1.47).Sum())[0], 2.3398);
        Close(output, output.Kernel(input.Host(100, 2000, 3500.4, 10000).Sum())[0], 31.999);
    }

    [Fact]
    public void Zeros_settle_for_one_at_the_eleventh_try()
    {
        var autoflex = new NgraphAutoflex(16, -32, 0);
        for (var tries = 1; tries <= 10; tries++)
            autoflex.TryInitialise(0).ShouldBeFalse();
        autoflex.Exponent.ShouldBe(-32);
        autoflex.TryInitialise(0).ShouldBeTrue();
        autoflex.Exponent.ShouldBe(0);
        new NgraphTensor().Host(0).ShouldBe([0.0]);
    }

    [Fact]
    public void A_stale_tensor_follows_its_last_two_values()
    {
        // Clock 32: the first adjustment is one of at most 32 >> 4 = 2, so stale. f = 30000·2⁻⁸ = 117.2; m = 117.2 + 4096·2⁻⁸ = 133.2 → 2^(7−14).
        var stale = new NgraphAutoflex(16, -32, 0);
        stale.TryInitialise(20000).ShouldBeTrue();
        stale.Touch(30000, clock: 32).ShouldBeFalse();
        stale.Adjust();
        stale.Exponent.ShouldBe(-7);

        // Clock 15: one adjustment exceeds 15 >> 4 = 0. m = 117.2 + 100·2⁻⁸ = 117.6 → 2^(6−14).
        var fresh = new NgraphAutoflex(16, -32, 0);
        fresh.TryInitialise(20000).ShouldBeTrue();
        fresh.Touch(30000, clock: 15).ShouldBeFalse();
        fresh.Adjust();
        fresh.Exponent.ShouldBe(-8);
    }

    [Fact]
    public void Saved_state_goes_on_as_if_nothing_had_happened()
    {
        var original = new NgraphAutoflex(16, -32, 0);
        while (!original.TryInitialise(40))
        {
        }

        for (var touch = 1; touch < 40; touch++)
        {
            var copy = new NgraphAutoflex(16, -32, 0);
            copy.Load(JsonNode.Parse(original.Save().ToJsonString())!.AsObject());
            foreach (var autoflex in (NgraphAutoflex[])[original, copy])
            {
                autoflex.Touch(500 * touch, 8 * touch);
                autoflex.Adjust();
            }

            copy.Save().ToJsonString().ShouldBe(original.Save().ToJsonString());
        }
    }

    private static void Check(Func<double, double, double> operation, double constant, (double Input, double Output)[] sequence, double? first = null)
    {
        // A constant is a tensor of its own, written by the host.
        var held = new NgraphTensor().Host(constant)[0];
        Check(x => operation(x, held), true, first is { } exact ? [exact] : [], sequence);
    }

    private static void Check(Func<double, double> operation, bool kernel, double[] exact, (double Input, double Output)[] sequence)
    {
        var (input, output) = (new NgraphTensor(), new NgraphTensor());
        for (var i = 0; i < sequence.Length; i++)
        {
            var read = input.Host(sequence[i].Input)[0];
            var actual = kernel ? output.Kernel(operation(read))[0] : read;
            if (i < exact.Length)
                actual.ShouldBe(exact[i]);
            Close(kernel ? output : input, actual, sequence[i].Output);
        }
    }

    // Printed results have four decimals; a mantissa step of the tensor is the finest that could differ.
    private static void Close(NgraphTensor tensor, double actual, double expected) =>
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(Math.Max(1e-4, tensor.Scale / 2), $"{actual} instead of {expected}");
}
