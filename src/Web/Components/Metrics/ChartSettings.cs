using System.Collections.Specialized;
using System.Globalization;
using Mantissa.Web.Components.Charts;

namespace Mantissa.Web.Components.Metrics;

/// <summary>How a page's charts are drawn; part of the page's address.</summary>
public sealed record ChartSettings
{
    public ChartAxis Axis { get; init; } = ChartAxis.Step;

    /// <summary>Strength, in [0, 1); see <see cref="Charts.Smoothing"/>.</summary>
    public double Smoothing { get; init; }

    public SmoothingKind SmoothingKind { get; init; }
    public bool Logarithmic { get; init; }

    /// <summary>The horizontal axis is logarithmic; no matter to one that shows dates.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>The vertical axis ends where nearly all values end.</summary>
    public bool Clipped { get; init; }

    /// <summary>Runs that differ only in their seed are one line with this band; <see langword="null"/> for a line each.</summary>
    public BandKind? Band { get; init; }

    public ChartWindow? Window { get; init; }

    public static ChartSettings From(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (from, to) = (Number(query["from"]), Number(query["to"]));
        return new()
        {
            Axis = Choice<ChartAxis>(query["x"]) ?? ChartAxis.Step,
            Smoothing = Math.Clamp(Number(query["smooth"]) ?? 0, 0, 0.99),
            SmoothingKind = Choice<SmoothingKind>(query["by"]) ?? SmoothingKind.Exponential,
            Logarithmic = query["log"] == "1",
            LogarithmicX = query["logx"] == "1",
            Clipped = query["clip"] == "1",
            Band = Choice<BandKind>(query["band"]),
            Window = from is { } low && to is { } high && high > low ? new(low, high) : null,
        };
    }

    /// <summary>Writes what is not at its default.</summary>
    public void WriteTo(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Put("x", Axis == ChartAxis.Step ? null : Word(Axis));
        query.Put("smooth", Smoothing == 0 ? null : Smoothing.ToString("0.##", CultureInfo.InvariantCulture));
        query.Put("by", SmoothingKind == SmoothingKind.Exponential ? null : Word(SmoothingKind));
        query.Put("log", Logarithmic ? "1" : null);
        query.Put("logx", LogarithmicX ? "1" : null);
        query.Put("clip", Clipped ? "1" : null);
        query.Put("band", Band is { } band ? Word(band) : null);
        query.Put("from", Window?.From.ToString("R", CultureInfo.InvariantCulture));
        query.Put("to", Window?.To.ToString("R", CultureInfo.InvariantCulture));
    }

    private static string Word<T>(T choice)
        where T : struct, Enum => choice.ToString().ToLowerInvariant();

    private static T? Choice<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
