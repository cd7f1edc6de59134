using System.Collections.Specialized;
using System.Globalization;
using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Components.Metrics;

/// <summary>How a page's charts are drawn; part of the page's address.</summary>
public sealed record ChartSettings
{
    public ChartAxis Axis { get; init; } = ChartAxis.Step;

    /// <summary>Weight of the past in the moving average, in [0, 1).</summary>
    public double Smoothing { get; init; }

    public bool Logarithmic { get; init; }
    public ChartWindow? Window { get; init; }

    public static ChartSettings From(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (from, to) = (Number(query["from"]), Number(query["to"]));
        return new()
        {
            Axis = Enum.TryParse<ChartAxis>(query["x"], ignoreCase: true, out var axis) && Enum.IsDefined(axis) ? axis : ChartAxis.Step,
            Smoothing = Math.Clamp(Number(query["smooth"]) ?? 0, 0, 0.99),
            Logarithmic = query["log"] == "1",
            Window = from is { } low && to is { } high && high > low ? new(low, high) : null,
        };
    }

    /// <summary>Writes what is not at its default.</summary>
    public void WriteTo(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        query["x"] = Axis == ChartAxis.Step ? null : Axis.ToString().ToLowerInvariant();
        query["smooth"] = Smoothing == 0 ? null : Smoothing.ToString("0.##", CultureInfo.InvariantCulture);
        query["log"] = Logarithmic ? "1" : null;
        query["from"] = Window?.From.ToString("R", CultureInfo.InvariantCulture);
        query["to"] = Window?.To.ToString("R", CultureInfo.InvariantCulture);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
