using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary>A tensor whose values have their own exponents; with a scale, that comes from the largest of them.</summary>
internal sealed class FloatSite(string name, FloatSettings settings) : StorageSite(name)
{
    private long _stores;
    private int _values;
    private int _exponent;
    private float _largest;

    public override long Values => _values;

    public override ValueSet? Set => FloatCalculation.SetOf(settings.Grid.Scaled(_values));

    public override QuantisationCounts Store(Tensor source, Tensor destination, bool frozen)
    {
        var random = settings.Rounding == Rounding.Stochastic ? new CounterRandom(settings.Seed, Name, _stores) : default;
        _values = settings.IsScaled ? _exponent : 0;
        // Where the source stays as it is, the scale of the last store is tried first: it is mostly right, and saves a pass.
        var tries = !settings.IsScaled || (_stores > 0 && !ReferenceEquals(source, destination));
        var counts = tries ? Quantise(source, destination, random) : default;
        if (settings.IsScaled && !settings.Grid.Scaled(_values).Fits(counts))
        {
            _values = TensorScale.Exponent(TensorKernels.Largest(source, settings.Threads), settings.Grid, _exponent);
            counts = Quantise(source, destination, random);
        }

        if (!frozen)
            Remember(counts);
        return counts;
    }

    public override bool TryRepeat(long values, in QuantisationCounts counts, bool frozen)
    {
        // What became infinite would be counted otherwise the second time; what rounding or zeros left below the scale has another.
        if (counts.NonFinite > 0 || (settings.IsScaled && counts.Largest <= Math.ScaleB(settings.Grid.Largest, (int)values - 1)))
            return false;
        _values = (int)values;
        if (!frozen)
            Remember(counts);
        return true;
    }

    /// <summary>
    /// Of the latest store: <c>largest</c> (the largest finite magnitude), or with a scale <c>exponent</c> (its log2) and <c>utilisation</c>
    /// (the largest magnitude by the largest of the format).
    /// </summary>
    public override void Report(Action<string, double> scalar, bool all)
    {
        if (_stores == 0)
            return;
        if (all || !settings.IsScaled)
            scalar("largest", _largest);
        if (!settings.IsScaled)
            return;
        scalar("exponent", _exponent);
        scalar("utilisation", Math.ScaleB(_largest, -_exponent) / settings.Grid.Largest);
    }

    public override JsonObject Save() => new() { ["stores"] = _stores, ["exponent"] = _exponent, ["largest"] = _largest };

    public override void Load(JsonObject state)
    {
        _stores = state["stores"]!.GetValue<long>();
        _exponent = state["exponent"]!.GetValue<int>();
        _largest = state["largest"]!.GetValue<float>();
    }

    private QuantisationCounts Quantise(Tensor source, Tensor destination, CounterRandom random) =>
        TensorKernels.Quantise(source, destination, settings.Grid.Scaled(_values), settings.Rounding, random, settings.Threads);

    private void Remember(in QuantisationCounts counts)
    {
        (_exponent, _largest) = (_values, counts.Largest);
        _stores++;
    }
}
