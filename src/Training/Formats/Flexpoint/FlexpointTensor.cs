using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>One tensor in Flexpoint outside a session, for calculating: it is written touch by touch and its exponent follows.</summary>
/// <param name="bits">N, from 4 to 24.</param>
/// <param name="exponentBits">M, from 3 to 8.</param>
/// <param name="options">Mode and constants of Autoflex, and the rounding of kernels.</param>
/// <param name="seed">Of stochastic rounding.</param>
public sealed class FlexpointTensor(int bits, int exponentBits, FlexpointOptions options, long seed = 1)
{
    private readonly Autoflex _autoflex = new FlexpointSettings(bits, exponentBits, options, seed, KernelThreads.Single).CreateAutoflex();
    private long _touches;

    /// <summary>A kernel stores its results.</summary>
    /// <param name="values">In FP32; at least one.</param>
    public FlexpointTouch Kernel(ReadOnlySpan<float> values)
    {
        _autoflex.Adjust();
        while (!_autoflex.IsInitialised)
            _autoflex.TryInitialise(FixedPointKernel.Measure(values, Grid).Gamma);
        return Write(values, options.Rounding);
    }

    /// <summary>
    /// The host writes values. In mode <see cref="AutoflexMode.Ngraph"/> the first exponent comes from max|v| without a search, and mantissas
    /// are truncated toward zero; the paper does not tell hosts from kernels.
    /// </summary>
    /// <param name="values">In FP32; at least one.</param>
    public FlexpointTouch Assign(ReadOnlySpan<float> values)
    {
        if (_autoflex is not NgraphAutoflex ngraph)
            return Kernel(values);
        var largest = 0f;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        if (ngraph.IsInitialised)
            ngraph.Adjust();
        else
            ngraph.InitialiseForHost(largest);
        return Write(values, Rounding.TowardZero);
    }

    private FixedPointGrid Grid => new(bits, _autoflex.Exponent);

    private FlexpointTouch Write(ReadOnlySpan<float> values, Rounding rounding)
    {
        var stored = values.ToArray();
        var (grid, exponent) = (Grid, _autoflex.Exponent);
        var counts = FixedPointKernel.Quantise(stored, stored, grid, rounding, new CounterRandom(seed, "tensor", _touches));
        var overflow = _autoflex.Touch(counts.Gamma, ++_touches);
        return new(stored, [.. stored.Select(value => (int)Math.ScaleB(value, -exponent))], exponent, counts.Gamma, overflow, _autoflex.IsInitialised);
    }
}

/// <summary>What one touch left behind.</summary>
/// <param name="Values">m · κ.</param>
/// <param name="Mantissas">m.</param>
/// <param name="Exponent">log2 κ, which was fixed before the touch.</param>
/// <param name="Gamma">Γ = max|m|.</param>
/// <param name="Overflow">Whether Γ reached 2^(N−1) − 1.</param>
/// <param name="Initialised">Whether the tensor has found its first exponent.</param>
public sealed record FlexpointTouch(
    IReadOnlyList<float> Values, IReadOnlyList<int> Mantissas, int Exponent, int Gamma, bool Overflow, bool Initialised);
