using Mantissa.Training.Formats.Flexpoint;
using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Tests.Formats.Flexpoint;

/// <summary>One tensor with its own state, as the conformance sequences use it: the host writes it, or a kernel does.</summary>
internal sealed class NgraphTensor
{
    private readonly NgraphAutoflex _autoflex = new(16, -32, 0);
    private long _touches;

    public double Scale => Math.ScaleB(1, _autoflex.Exponent);

    public double[] Host(params double[] values)
    {
        if (_autoflex.IsInitialised)
            _autoflex.Adjust();
        else
            _autoflex.InitialiseForHost(values.Max(Math.Abs));
        return Write(values, Rounding.TowardZero);
    }

    public double[] Kernel(params double[] values)
    {
        _autoflex.Adjust();
        while (!_autoflex.IsInitialised)
            _autoflex.TryInitialise(Quantise(values, Rounding.NearestEven).Counts.Gamma);
        return Write(values, Rounding.NearestEven);
    }

    private double[] Write(double[] values, Rounding rounding)
    {
        var (stored, counts) = Quantise(values, rounding);
        _autoflex.Touch(counts.Gamma, ++_touches);
        return [.. stored.Select(value => (double)value)];
    }

    private (float[] Values, QuantisationCounts Counts) Quantise(double[] values, Rounding rounding)
    {
        float[] stored = [.. values.Select(value => (float)value)];
        var counts = FixedPointKernel.Quantise(stored, stored, new FixedPointGrid(16, _autoflex.Exponent), rounding);
        return (stored, counts);
    }
}
