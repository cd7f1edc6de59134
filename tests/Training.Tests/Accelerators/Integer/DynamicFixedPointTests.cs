using System.Numerics;
using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Accelerators.Integer;

public sealed class DynamicFixedPointTests
{
    [Theory]
    [InlineData(Rounding.NearestEven)]
    [InlineData(Rounding.TowardZero)]
    [InlineData(Rounding.Floor)]
    public void Down_conversion_divides_by_the_power_that_makes_the_largest_fit(Rounding rounding)
    {
        foreach (var (bits, magnitude) in from bits in (int[])[2, 4, 8, 12, 15, 16, 24, 32] from magnitude in (int[])[3, 15, 16, 17, 25, 31] select (bits, magnitude))
        {
            int[] numbers = [.. Numbers(bits, magnitude), .. magnitude == 31 ? [int.MinValue, int.MaxValue] : Array.Empty<int>()];
            var converted = new DynamicFixedPoint(numbers, -7).DownConvert(bits, rounding);
            var lost = converted.Exponent + 7;
            var largest = numbers.Max(number => BigInteger.Abs(number));
            // R is the smallest shift after which the largest magnitude has P − 1 bits.
            (largest >> lost < BigInteger.One << (bits - 1)).ShouldBeTrue();
            if (lost > 0)
                (largest >> (lost - 1) >= BigInteger.One << (bits - 1)).ShouldBeTrue();
            for (var i = 0; i < numbers.Length; i++)
            {
                var quotient = numbers[i] / Math.Pow(2, lost);
                var rounded = rounding switch
                {
                    Rounding.NearestEven => Math.Round(quotient, MidpointRounding.ToEven),
                    Rounding.TowardZero => Math.Truncate(quotient),
                    _ => Math.Floor(quotient),
                };
                var highest = Math.Pow(2, bits - 1) - 1;
                ((double)converted.Mantissas[i]).ShouldBe(Math.Clamp(rounded, -highest - 1, highest));
            }
        }
    }

    [Fact]
    public void For_sixteen_bits_seventeen_less_the_leading_zeros_are_lost()
    {
        for (var zeros = 1; zeros <= 31; zeros++)
            new DynamicFixedPoint([(int)(0x8000_0000u >> zeros)], 0).DownConvert(16).Exponent.ShouldBe(Math.Max(0, 17 - zeros));
    }

    [Fact]
    public void Products_multiply_mantissas_and_add_exponents()
    {
        var product = new DynamicFixedPoint([3, -32768, 7], -4).Multiply(new([5, 32767, 0], -9));
        product.ShouldSatisfyAllConditions(
            () => product.Mantissas.ShouldBe([15, -32768 * 32767, 0]), () => product.Exponent.ShouldBe(-13));
        Should.Throw<OverflowException>(() => new DynamicFixedPoint([1 << 16], 0).Multiply(new([1 << 16], 0)));
    }

    [Fact]
    public void Sums_shift_the_smaller_exponent_to_the_larger()
    {
        var sum = new DynamicFixedPoint([7, -7, 100], -4).Add(new([1, 1, 1], -2));
        sum.Exponent.ShouldBe(-2);
        sum.Mantissas.ShouldBe([2, -1, 26]);
        new DynamicFixedPoint([1], 0).Add(new([-1], -60)).Mantissas.ShouldBe([0]);
        Should.Throw<OverflowException>(() => new DynamicFixedPoint([int.MaxValue], 0).Add(new([1], 0)));
    }

    private static int[] Numbers(int seed, int bits)
    {
        var words = new uint[64];
        new CounterRandom(seed, "numbers", bits).Fill(words);
        return [.. words.Select(word => (int)word >> (31 - bits))];
    }
}
