using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>What all sites of one session share.</summary>
internal sealed class FlexpointSettings
{
    private readonly FlexpointOptions _options;
    private readonly int _smallestExponent;
    private readonly int _largestExponent;

    public FlexpointSettings(int bits, int exponentBits, FlexpointOptions options, long seed, KernelThreads threads)
    {
        (Bits, _options, Seed, Threads) = (bits, options, seed, threads);
        // ngraph-python's lower bound is one exponent lower than M bits reach: κ ≥ 2^−32 with M = 5.
        var exponents = options.Autoflex == AutoflexMode.Ngraph ? 1 << exponentBits : (1 << exponentBits) - 1;
        _largestExponent = options.ExponentBias;
        _smallestExponent = Math.Max(_largestExponent - exponents, FixedPointGrid.MinimumExponent);
    }

    public int Bits { get; }

    public Rounding Rounding => _options.Rounding;

    public long Seed { get; }

    public KernelThreads Threads { get; }

    /// <summary>Forward and backward passes done in the session.</summary>
    public long Clock { get; set; }

    public Autoflex CreateAutoflex() => _options.Autoflex == AutoflexMode.Ngraph
        ? new NgraphAutoflex(Bits, _smallestExponent, _largestExponent)
        : new PaperAutoflex(Bits, _smallestExponent, _largestExponent, _options);
}
