using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mantissa.Benchmarks;

/// <summary>One measured number.</summary>
/// <param name="Bench">The scenario that it belongs to, e.g. <c>smoke</c>.</param>
/// <param name="Case">What was measured, e.g. <c>quantiser_bandwidth</c>.</param>
/// <param name="Value">The number: the best of several tries, since whatever disturbs a measurement only makes it slower.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Baseline">The same unit for what it is compared with, measured in between in the same process.</param>
/// <param name="Ratio">Value over baseline.</param>
/// <param name="Detail">The conditions, and what the baseline is.</param>
internal sealed record Figure(string Bench, string Case, double Value, string Unit, string Detail, double? Baseline = null, double? Ratio = null)
{
    /// <summary>The same number as throughput, where a time of a training step has one.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>Whether it says that something does not work, whatever its size: the measurement ends with an exit code of 1.</summary>
    [JsonIgnore]
    public bool Broken { get; init; }

    /// <summary>How much there was of what the case names, where it is measured at several sizes.</summary>
    public long? Size { get; init; }

    /// <summary>The number format that was measured, and how it rounds.</summary>
    public string? Format { get; init; }

    public string? Rounding { get; init; }

    /// <summary>Speed as a share of that of copying the same values.</summary>
    [JsonPropertyName("of_memcpy")]
    public double? OfMemcpy { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonIgnore]
    public string Json => JsonSerializer.Serialize(this with { Value = Short(Value), Baseline = Short(Baseline), Ratio = Short(Ratio), ImagesPerSecond = Short(ImagesPerSecond), OfMemcpy = Short(OfMemcpy) }, Options);

    [JsonIgnore]
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', new[] { Case, Size?.ToString("#,0", CultureInfo.InvariantCulture), Format, Rounding }.OfType<string>()),-40} {Short(Value),12:#,0.####} {Unit,-10} {(Ratio is { } r ? $"{r:0.00} × baseline" : ImagesPerSecond is { } i ? $"{i:0} images/s" : OfMemcpy is { } m ? $"{m:0.00} × memcpy" : ""),-17} {Detail}");

    /// <summary>Five significant digits are more than any of these measurements has.</summary>
    private static double Short(double value) => double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double? Short(double? value) => value is { } number ? Short(number) : null;
}
