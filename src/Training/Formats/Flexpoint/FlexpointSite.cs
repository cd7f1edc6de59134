using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>A tensor in Flexpoint: its predicted exponent, and the store with that exponent.</summary>
internal sealed class FlexpointSite(string name, FlexpointSettings settings) : StorageSite(name)
{
    private readonly Autoflex _autoflex = settings.CreateAutoflex();
    private long _stores;
    private int _exponent;
    private int _gamma;
    private long _values;

    public override long Values => _values;

    public override ValueSet? Set => ValueSet.Integers(settings.Bits, (int)_values);

    /// <summary>A tensor of zeros has nothing to lose at the smallest exponent.</summary>
    protected override bool IsPinned => _autoflex.IsPinned && _gamma > 0;

    public override QuantisationCounts Store(Tensor source, Tensor destination, bool frozen)
    {
        var autoflex = Initialised(source, frozen);
        _values = autoflex.Exponent;
        var random = settings.Rounding == Rounding.Stochastic ? new CounterRandom(settings.Seed, Name, _stores) : default;
        var counts = FixedPointTensor.Quantise(source, destination, Grid(autoflex.Exponent), settings.Rounding, random, settings.Threads);
        if (!frozen)
            Touch(counts);
        return counts;
    }

    public override bool TryRepeat(long values, in QuantisationCounts counts, bool frozen)
    {
        // An infinity has become finite by now, and what is not finite was not told apart; such tensors are rare enough to go the long way.
        if (!_autoflex.IsInitialised || _autoflex.Exponent != values || counts.NonFinite > 0)
            return false;
        if (!frozen)
            Touch(counts);
        return true;
    }

    public override void AfterPass() => _autoflex.Adjust();

    /// <summary>Of the latest store: <c>exponent</c> (log2 κ), <c>gamma</c> (Γ) and <c>utilisation</c> (Γ / 2^(N−1)).</summary>
    public override void Report(Action<string, double> scalar, bool all)
    {
        if (_stores == 0)
            return;
        scalar("exponent", _exponent);
        if (all)
            scalar("gamma", _gamma);
        scalar("utilisation", Math.ScaleB(_gamma, 1 - settings.Bits));
    }

    public override JsonObject Save() => new()
    {
        ["autoflex"] = _autoflex.Save(),
        ["stores"] = _stores,
        ["exponent"] = _exponent,
        ["gamma"] = _gamma,
    };

    public override void Load(JsonObject state)
    {
        _autoflex.Load(state["autoflex"]!.AsObject());
        _stores = state["stores"]!.GetValue<long>();
        _exponent = state["exponent"]!.GetValue<int>();
        _gamma = state["gamma"]!.GetValue<int>();
    }

    /// <summary>
    /// Runs the store without keeping its result until Autoflex is content with the exponent. While nothing may be learnt, a site that is
    /// new finds one for this store only.
    /// </summary>
    private Autoflex Initialised(Tensor source, bool frozen)
    {
        if (_autoflex.IsInitialised)
            return _autoflex;
        var autoflex = frozen ? settings.CreateAutoflex() : _autoflex;
        while (!autoflex.IsInitialised)
            autoflex.TryInitialise(FixedPointTensor.Measure(source, Grid(autoflex.Exponent), settings.Threads).Gamma);
        return autoflex;
    }

    private void Touch(in QuantisationCounts counts)
    {
        (_exponent, _gamma) = (_autoflex.Exponent, counts.Gamma);
        _autoflex.Touch(counts.Gamma, settings.Clock);
        _stores++;
    }

    private FixedPointGrid Grid(int exponent) => new(settings.Bits, exponent);
}
