using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Randomness;
using Mantissa.Training.Tests.Formats.Kernels;

namespace Mantissa.Training.Tests.Accelerators.Integer;

public sealed class IntegerOperandTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(15)]
    [InlineData(8)]
    [InlineData(2)]
    public void Mantissas_are_those_of_unbounded_integers(int bits)
    {
        foreach (var exponent in new[] { -140, -30, 0, 100 })
        {
            var values = new float[101];
            new CounterRandom(bits, "operand", exponent).FillNormal(values);
            values = [.. values.Select(value => MathF.ScaleB(value, exponent))];
            using var operand = IntegerOperand.Quantise(values, bits);
            operand.Exponent.ShouldBe(Math.Max((int)Math.Floor(Math.Log2(values.Max(MathF.Abs))) - (bits - 2), -149));
            var highest = (1 << (bits - 1)) - 1;
            for (var i = 0; i < values.Length; i++)
            {
                var exact = FixedPointReference.Round(values[i], operand.Exponent, Training.Formats.Kernels.Rounding.NearestEven);
                operand.Mantissas[i].ShouldBe((short)(exact > highest ? highest : exact < -highest - 1 ? -highest - 1 : exact));
            }
        }
    }

    [Fact]
    public void What_a_format_stored_comes_through_unchanged()
    {
        float[] stored = [.. Enumerable.Range(0, 40).Select(i => ((i * 811) - 16000) * MathF.Pow(2, -9))];
        using var operand = IntegerOperand.Quantise(stored, 16);
        stored.Select((_, i) => MathF.ScaleB(operand.Mantissas[i], operand.Exponent)).ShouldBe(stored);
    }

    /// <summary>
    /// Das et al.: INT32 numbers converted down to P bits lose R = 33 − P − LZC(max|m|) bits, and the exponent grows by R. The numbers have
    /// up to 24 bits, as float32 carries them.
    /// </summary>
    [Theory]
    [InlineData(16)]
    [InlineData(12)]
    [InlineData(8)]
    public void Sums_are_shifted_down_by_the_bits_that_their_largest_has_too_many(int bits)
    {
        for (var width = bits; width <= 24; width++)
        {
            var words = new uint[40];
            new CounterRandom(bits, "sums", width).Fill(words);
            int[] sums = [.. words.Select(word => (int)word >> (31 - width)), (1 << width) - 1];
            var shift = 33 - bits - System.Numerics.BitOperations.LeadingZeroCount((uint)sums.Max(Math.Abs));
            using var operand = IntegerOperand.Quantise([.. sums.Select(sum => MathF.ScaleB(sum, -7))], bits);
            operand.Exponent.ShouldBe(shift - 7);
            var highest = (1 << (bits - 1)) - 1;
            for (var i = 0; i < sums.Length; i++)
            {
                var (floor, rest) = (sums[i] >> shift, sums[i] & ((1 << shift) - 1));
                var rounded = (2 * rest) + (floor & 1) > 1 << shift ? floor + 1 : floor;
                ((int)operand.Mantissas[i]).ShouldBe(Math.Clamp(rounded, -highest - 1, highest));
            }
        }
    }

    [Fact]
    public void Zeros_and_nothing_are_finite()
    {
        using var zeros = IntegerOperand.Quantise(new float[20], 15);
        zeros.IsFinite.ShouldBeTrue();
        zeros.Mantissas.AsSpan(0, 20).ToArray().ShouldAllBe(mantissa => mantissa == 0);
        using var empty = IntegerOperand.Quantise([], 15);
        empty.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData(15, 15, 0, 6, true)]
    [InlineData(16, 16, 0, 1, true)]
    [InlineData(14, 14, 0, 30, true)]
    [InlineData(16, 8, 0, 510, true)]
    [InlineData(8, 8, 0, 131070, true)]
    [InlineData(16, 16, 2, 2, false)]
    [InlineData(15, 15, 9, 8, false)]
    [InlineData(15, 15, 4, 4, true)]
    public void Chains_are_as_long_as_cannot_overflow(int left, int right, int asked, int length, bool safe)
    {
        var chain = new ProductChain(left, right, asked);
        chain.Length.ShouldBe(length);
        chain.IsSafe.ShouldBe(safe);
        var largest = new System.Numerics.BigInteger(length) << (left + right - 2);
        (largest <= int.MaxValue).ShouldBe(safe);
    }
}
