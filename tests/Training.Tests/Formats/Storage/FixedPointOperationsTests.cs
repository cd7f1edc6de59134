using System.Runtime.InteropServices;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Storage;

/// <summary>What other devices run, run here on the CPU: the bits have to be those of the kernel.</summary>
public sealed class FixedPointOperationsTests
{
    [Theory]
    [InlineData(16, -13)]
    [InlineData(8, -149)]
    [InlineData(24, -40)]
    [InlineData(4, 0)]
    [InlineData(12, 60)]
    public void Equals_the_kernel(int bits, int exponent)
    {
        var grid = new FixedPointGrid(bits, exponent);
        var random = new CounterRandom(9, "operations");
        var values = new float[600];
        random.FillNormal(values);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)Math.ScaleB(values[i], exponent + (i % 30) - 3);
        float[] specials = [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -float.Epsilon, (float)Math.ScaleB(2.5, exponent)];
        specials.CopyTo(values, 0);

        foreach (var rounding in Enum.GetValues<Rounding>())
        {
            var expected = new float[values.Length];
            var counts = FixedPointKernel.Quantise(values, expected, grid, rounding, random);
            var (stored, seen) = FixedPointOperations.Quantise(tensor(values).view(20, 30), grid, rounding, random);
            seen.ShouldBe(counts, $"{rounding}");
            Words(stored.data<float>().ToArray()).ShouldBe(Words(expected), $"{rounding}");
        }
    }

    private static uint[] Words(float[] values) => MemoryMarshal.Cast<float, uint>(values).ToArray();
}
