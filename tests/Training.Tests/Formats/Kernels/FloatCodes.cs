using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Tests.Formats.Kernels;

/// <summary>
/// A floating-point format by the table of its codes, each decoded as its specification says; values are found by searching the table.
/// </summary>
internal sealed class FloatCodes
{
    private readonly double[] _values;
    private readonly bool _infinite;

    /// <param name="exponentBits">Width of the exponent field.</param>
    /// <param name="fractionBits">Width of the fraction field.</param>
    /// <param name="codes">Codes of finite values with a positive sign.</param>
    /// <param name="infinite">Whether values beyond become infinite.</param>
    private FloatCodes(int exponentBits, int fractionBits, int codes, bool infinite)
    {
        var bias = (1 << (exponentBits - 1)) - 1;
        // One more than there are: the value that the next code would have decides where overflow begins.
        _values = [.. Enumerable.Range(0, codes + 1).Select(Decode)];
        _infinite = infinite;

        double Decode(int code)
        {
            var (exponent, fraction) = (code >> fractionBits, code & ((1 << fractionBits) - 1));
            return exponent == 0
                ? Math.ScaleB(fraction, 1 - bias - fractionBits)
                : Math.ScaleB((1 << fractionBits) + fraction, exponent - bias - fractionBits);
        }
    }

    private FloatCodes(double[] values) => _values = values;

    /// <summary>m / 64 for m from 0 to 127; 128 / 64 is where they end.</summary>
    public static FloatCodes Int8 { get; } = new([.. Enumerable.Range(0, 129).Select(m => m / 64.0)]);

    public static IReadOnlyDictionary<string, (FloatGrid Grid, FloatCodes Codes)> All { get; } = new Dictionary<string, (FloatGrid, FloatCodes)>
    {
        ["binary16"] = (FloatGrid.Binary16, new FloatCodes(5, 10, 0x7C00, infinite: true)),
        ["bfloat16"] = (FloatGrid.BFloat16, new FloatCodes(8, 7, 0x7F80, infinite: true)),
        // S.1111.111 is NaN, and there is no infinity.
        ["e4m3"] = (FloatGrid.E4M3, new FloatCodes(4, 3, 0x7F, infinite: false)),
        ["e5m2"] = (FloatGrid.E5M2, new FloatCodes(5, 2, 0x7C, infinite: false)),
    };

    /// <summary>Finite values, zero and up.</summary>
    public IReadOnlyList<float> Values => [.. _values[..^1].Select(value => (float)value)];

    /// <summary>Every value, the middle between it and the next, one float32 to either side of both, and what lies beyond; with both signs.</summary>
    public float[] Boundaries()
    {
        var boundaries = new List<float>();
        for (var code = 0; code < _values.Length - 1; code++)
            foreach (var value in (double[])[_values[code], (_values[code] + _values[code + 1]) / 2])
                if (value <= float.MaxValue)
                    boundaries.AddRange([MathF.BitDecrement((float)value), (float)value, MathF.BitIncrement((float)value)]);
        if (_values[^1] <= float.MaxValue)
            boundaries.AddRange([(float)_values[^1], MathF.BitIncrement((float)_values[^1]), 1e37f]);
        boundaries.AddRange([float.Epsilon, 1.1754942e-38f, float.MaxValue, float.PositiveInfinity, float.NaN]);
        return [.. boundaries.Where(value => !(value < 0)), .. boundaries.Select(value => -value)];
    }

    /// <param name="values">What to store.</param>
    /// <param name="rounding">How.</param>
    /// <param name="noise">24 random bits by index.</param>
    /// <param name="exponent">All values of the format are multiplied by 2 to this power.</param>
    public (float[] Values, QuantisationCounts Counts) Quantise(float[] values, Rounding rounding, Func<int, uint> noise, int exponent = 0)
    {
        var stored = new float[values.Length];
        long overflows = 0, flushed = 0, zeros = 0, nonFinite = 0;
        var largest = 0f;
        for (var i = 0; i < values.Length; i++)
        {
            var (magnitude, negative) = (Math.ScaleB(MathF.Abs(values[i]), -exponent), float.IsNegative(values[i]));
            var result = MathF.ScaleB(Magnitude(magnitude, negative, rounding, noise(i), out var overflow), exponent);
            stored[i] = negative ? -result : result;
            zeros += magnitude == 0 ? 1 : 0;
            flushed += magnitude > 0 && result == 0 ? 1 : 0;
            overflows += overflow ? 1 : 0;
            nonFinite += float.IsFinite(values[i]) && float.IsFinite(result) ? 0 : 1;
            largest = float.IsFinite(result) ? Math.Max(largest, result) : largest;
        }

        return (stored, new QuantisationCounts(values.Length, 0, overflows, flushed, zeros, nonFinite) { Largest = largest });
    }

    private float Magnitude(double magnitude, bool negative, Rounding rounding, uint noise, out bool overflow)
    {
        overflow = false;
        if (double.IsNaN(magnitude) || (double.IsInfinity(magnitude) && _infinite))
            return (float)magnitude;
        var index = Array.BinarySearch(_values, magnitude);
        if (index < 0)
        {
            index = ~index - 1;
            if (index < _values.Length - 1)
                index += Up(magnitude, index, negative, rounding, noise) ? 1 : 0;
        }

        if (index < _values.Length - 1)
            return (float)_values[index];
        overflow = true;
        var truncated = rounding == Rounding.TowardZero || (rounding == Rounding.Floor && !negative);
        return _infinite && !truncated ? float.PositiveInfinity : (float)_values[^2];
    }

    private bool Up(double magnitude, int index, bool negative, Rounding rounding, uint noise)
    {
        var (below, above) = (_values[index], _values[index + 1]);
        var middle = (below + above) / 2;
        return rounding switch
        {
            Rounding.NearestEven => magnitude > middle || (magnitude == middle && index % 2 == 1),
            Rounding.TowardZero => false,
            Rounding.Floor => negative,
            _ => ((1 << 24) - noise) * (above - below) <= (magnitude - below) * (1 << 24),
        };
    }
}
