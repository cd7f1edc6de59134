using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Formats.Storage;

/// <summary>What was seen at a site since its last report.</summary>
internal sealed class SiteObservations
{
    private long _elements;
    private long _zeros;
    private long _overflows;
    private long _flushed;
    private double _signal;
    private double _noise;

    /// <summary>The next store should be compared with its source: once per report, as that reads both.</summary>
    public bool NoiseIsDue { get; private set; } = true;

    /// <summary>How large the values of that store are; <see langword="null"/> until then.</summary>
    public SiteHistogram? Histogram { get; private set; }

    public bool HasSeen => _elements > 0;

    /// <summary>More than one in a hundred values was out of range.</summary>
    public bool HasOverflowStorm => _overflows * 100 > _elements;

    /// <summary>There were values other than zero, and all of them became zero.</summary>
    public bool IsDead => _elements > _zeros && _flushed == _elements - _zeros;

    public void Add(in QuantisationCounts counts)
    {
        _elements += counts.Elements;
        _zeros += counts.Zeros;
        _overflows += counts.Overflows;
        _flushed += counts.Flushed;
    }

    /// <summary>Adds a comparison of values with what was stored of them.</summary>
    /// <param name="signal">Σ x².</param>
    /// <param name="noise">Σ (x − stored)².</param>
    /// <param name="histogram">Of what was stored.</param>
    public void AddSample(double signal, double noise, SiteHistogram histogram) =>
        (_signal, _noise, Histogram, NoiseIsDue) = (signal, noise, histogram, false);

    /// <summary>
    /// <c>overflow_rate</c> (clipped values per value), <c>flushed_rate</c> (values that became zero per value other than zero) and
    /// <c>sqnr_db</c> (left out when the stored values were exact or all zero).
    /// </summary>
    public void Report(Action<string, double> scalar)
    {
        if (_elements == 0)
            return;
        scalar("overflow_rate", (double)_overflows / _elements);
        if (_elements > _zeros)
            scalar("flushed_rate", (double)_flushed / (_elements - _zeros));
        if (_signal > 0 && _noise > 0)
            scalar("sqnr_db", 10 * Math.Log10(_signal / _noise));
    }

    public void Clear()
    {
        (_elements, _zeros, _overflows, _flushed) = (0, 0, 0, 0);
        (_signal, _noise, Histogram, NoiseIsDue) = (0, 0, null, true);
    }

    public JsonObject Save() => new()
    {
        ["elements"] = _elements,
        ["zeros"] = _zeros,
        ["overflows"] = _overflows,
        ["flushed"] = _flushed,
        ["signal"] = _signal,
        ["noise"] = _noise,
        ["noiseIsDue"] = NoiseIsDue,
        ["histogram"] = Histogram?.Save(),
    };

    public void Load(JsonObject state)
    {
        _elements = state["elements"]!.GetValue<long>();
        _zeros = state["zeros"]!.GetValue<long>();
        _overflows = state["overflows"]!.GetValue<long>();
        _flushed = state["flushed"]!.GetValue<long>();
        _signal = state["signal"]!.GetValue<double>();
        _noise = state["noise"]!.GetValue<double>();
        NoiseIsDue = state["noiseIsDue"]!.GetValue<bool>();
        Histogram = state["histogram"] is JsonArray histogram ? SiteHistogram.Load(histogram) : null;
    }
}
