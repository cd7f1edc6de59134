using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Dfp;

/// <summary>A tensor whose exponent follows from its own largest value, at every store.</summary>
internal sealed class DfpSite(string name, DfpSettings settings) : StorageSite(name)
{
    private long _stores;
    private int _exponent;
    private int _gamma;
    private int _values;

    public override long Values => _values;

    public override ValueSet? Set => ValueSet.Integers(settings.Bits, _values);

    protected override bool MindsOverflows => false;

    public override QuantisationCounts Store(Tensor source, Tensor destination, bool frozen)
    {
        var random = settings.Rounding == Rounding.Stochastic ? new CounterRandom(settings.Seed, Name, _stores) : default;
        // Where the source stays as it is, the exponent of the last store is tried first: it is mostly right, and saves a pass.
        if (_stores == 0 || ReferenceEquals(source, destination) || !TryStore(source, destination, _exponent, random, out var counts))
            TryStore(source, destination, settings.Exponent(TensorKernels.Largest(source, settings.Threads), _exponent), random, out counts);
        if (!frozen)
            Remember(_values, counts);
        return counts;
    }

    /// <summary>What another site of this session stored is not rounded again.</summary>
    public override bool TryRepeat(long values, in QuantisationCounts counts, bool frozen)
    {
        if (counts.NonFinite > 0)
            return false;
        _values = (int)values;
        if (!frozen)
            Remember(_values, counts);
        return true;
    }

    /// <summary>Of the latest store: <c>exponent</c> (e), <c>gamma</c> (Γ) and <c>utilisation</c> (Γ / 2^(B−1)).</summary>
    public override void Report(Action<string, double> scalar, bool all)
    {
        if (_stores == 0)
            return;
        scalar("exponent", _exponent);
        if (all)
            scalar("gamma", _gamma);
        scalar("utilisation", Math.ScaleB(_gamma, 1 - settings.Bits));
    }

    public override JsonObject Save() => new() { ["stores"] = _stores, ["exponent"] = _exponent, ["gamma"] = _gamma };

    public override void Load(JsonObject state)
    {
        _stores = state["stores"]!.GetValue<long>();
        _exponent = state["exponent"]!.GetValue<int>();
        _gamma = state["gamma"]!.GetValue<int>();
    }

    private bool TryStore(Tensor source, Tensor destination, int exponent, CounterRandom random, out QuantisationCounts counts)
    {
        var grid = new FixedPointGrid(settings.Bits, _values = exponent);
        counts = FixedPointTensor.Quantise(source, destination, grid, settings.Rounding, random, settings.Threads);
        return grid.Fits(counts);
    }

    private void Remember(int exponent, in QuantisationCounts counts)
    {
        (_exponent, _gamma) = (exponent, counts.Gamma);
        _stores++;
    }
}
