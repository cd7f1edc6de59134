using System.Globalization;

namespace Mantissa.Web.Formatting;

/// <summary>Numbers as people read them: few digits, the same count in a column, a true minus sign.</summary>
public static class Numbers
{
    private const string Missing = "–";

    /// <summary>A metric's value to <paramref name="digits"/> significant digits; very large and very small ones with a power of ten.</summary>
    public static string Value(double? value, int digits = 4)
    {
        if (value is not { } number)
            return Missing;
        if (double.IsNaN(number))
            return "NaN";
        if (double.IsInfinity(number))
            return number > 0 ? "∞" : "−∞";
        var magnitude = Math.Abs(number);
        if (magnitude == 0)
            return "0";
        if (magnitude is < 1e-3 or >= 1e6)
            return Signed(number.ToString($"0.{new string('#', Math.Max(0, digits - 2))}e0", CultureInfo.InvariantCulture));
        var decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(magnitude)));
        return Signed(number.ToString($"N{decimals}", CultureInfo.InvariantCulture));
    }

    /// <summary>A share in [0, 1] as a percentage with one decimal.</summary>
    public static string Percent(double? share) =>
        share is not { } number || !double.IsFinite(number)
            ? Value(share)
            : Signed((number * 100).ToString("0.0", CultureInfo.InvariantCulture)) + " %";

    /// <summary>A metric's value in its unit; fractions read as percentages.</summary>
    public static string Metric(double? value, string? unit) => unit switch
    {
        "fraction" => Percent(value),
        _ => Value(value),
    };

    /// <summary>A difference with its sign always shown.</summary>
    public static string Difference(double? value, string? unit)
    {
        if (value is not { } number)
            return Missing;
        var text = unit == "fraction" ? Points(number) : Value(number, 3);
        return number > 0 ? "+" + text : text;
    }

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Bytes in binary units: "3.2 MiB".</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        double size = bytes;
        for (; size >= 1024 && unit < units.Length - 1; unit++)
            size /= 1024;
        return size.ToString(unit == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    private static string Points(double share) => Signed((share * 100).ToString("0.00", CultureInfo.InvariantCulture)) + " pp";

    private static string Signed(string text) => text.Replace('-', '−');
}
