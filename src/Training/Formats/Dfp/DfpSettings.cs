using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Formats.Dfp;

/// <summary>What all sites of one session share.</summary>
/// <param name="Bits">Bits of a stored mantissa with its sign: P less the headroom.</param>
/// <param name="Rounding">How values are chosen.</param>
/// <param name="Seed">The run's.</param>
/// <param name="Threads">Threads that share a store.</param>
internal sealed record DfpSettings(int Bits, Rounding Rounding, long Seed, KernelThreads Threads)
{
    /// <summary>e = ⌊log2 max|x|⌋ − (B − 2), within what float32 can carry; a tensor of zeros keeps the exponent that it had.</summary>
    public int Exponent(float largest, int before) => largest == 0
        ? before
        : Math.Clamp(Math.ILogB(largest) - (Bits - 2), FixedPointGrid.MinimumExponent, FixedPointGrid.MaximumExponent(Bits));
}
