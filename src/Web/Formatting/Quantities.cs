using System.Globalization;

namespace Mantissa.Web.Formatting;

/// <summary>Quantities with an SI prefix and three significant digits: "2.05 µs", "41.3 mJ", "1.21 GMAC".</summary>
public static class Quantities
{
    private static readonly string[] Prefixes = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly int None = Array.IndexOf(Prefixes, "");

    public static string Of(double value, string unit)
    {
        if (!double.IsFinite(value) || value == 0)
            return $"{Numbers.Value(value)} {unit}";
        var digits = (int)Math.Floor(Math.Log10(Math.Abs(value) * (1 + 1e-12)));
        // What rounds up to the next power of ten has its digits.
        if (Math.Round(Math.Abs(value) / Math.Pow(10, digits), 2) >= 10)
            digits++;
        var thousands = Math.Clamp((int)Math.Floor(digits / 3.0), -None, Prefixes.Length - 1 - None);
        var number = value / Math.Pow(1000, thousands);
        var decimals = Math.Clamp(2 - (digits - (3 * thousands)), 0, 10);
        return $"{number.ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '−')} {Prefixes[thousands + None]}{unit}";
    }
}
