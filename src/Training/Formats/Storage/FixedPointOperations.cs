using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>The fixed-point store by tensor operations, for devices that our own loops cannot reach.</summary>
internal static class FixedPointOperations
{
    /// <summary>A new tensor of stored values, and what was counted; needs one synchronisation with the device.</summary>
    public static (Tensor Stored, QuantisationCounts Counts) Quantise(Tensor source, FixedPointGrid grid, Rounding rounding, CounterRandom random)
    {
        using var inference = no_grad();
        var scaled = source.mul(grid.InverseScale1).mul(grid.InverseScale2);
        var rounded = Round(scaled, source, rounding, random);
        var mantissa = rounded.clamp(grid.Lowest, grid.Highest);
        var stored = mantissa.mul(grid.Scale).add(0f);
        var magnitude = where(mantissa.isnan(), zeros_like(mantissa), mantissa).abs();
        var zeros = source.eq(0).sum();
        var counted = stack(
            [
                magnitude.max().to_type(ScalarType.Int64),
                rounded.gt(grid.Highest).logical_or(rounded.lt(grid.Lowest)).sum(),
                mantissa.eq(0).sum() - zeros,
                zeros,
                source.isfinite().logical_not().sum(),
            ]).cpu();
        var counts = new QuantisationCounts(
            source.numel(), (int)counted[0].item<long>(), counted[1].item<long>(), counted[2].item<long>(), counted[3].item<long>(), counted[4].item<long>());
        return (stored, counts);
    }

    private static Tensor Round(Tensor scaled, Tensor source, Rounding rounding, CounterRandom random) => rounding switch
    {
        Rounding.NearestEven => scaled.round(),
        Rounding.TowardZero => scaled.trunc(),
        // A negative number that underflowed to zero while it was scaled still lies below zero.
        Rounding.Floor => where(scaled.floor().eq(0).logical_and(source.lt(0)), full_like(scaled, -1), scaled.floor()),
        Rounding.Stochastic => Stochastic(scaled, random),
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "There is no such rounding."),
    };

    private static Tensor Stochastic(Tensor scaled, CounterRandom random)
    {
        var noise = new uint[scaled.numel()];
        new RoundingNoise(random).Read(noise, 0);
        var needed = Array.ConvertAll(noise, number => 1 - (number * Kernels.Stochastic.NoiseStep));
        var whole = scaled.trunc();
        var away = whole + scaled.sign();
        return where(tensor(needed).view(scaled.shape).to(scaled.device).le((scaled - whole).abs()), away, whole);
    }
}
