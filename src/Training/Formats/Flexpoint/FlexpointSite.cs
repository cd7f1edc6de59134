using System.Text.Json.Nodes;
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

    public override QuantisationCounts Store(Tensor source, Tensor destination, bool frozen)
    {
        var autoflex = Initialised(source, frozen);
        var grid = Grid(autoflex.Exponent);
        var random = settings.Rounding == Rounding.Stochastic ? new CounterRandom(settings.Seed, Name, _stores) : default;
        var counts = FixedPointTensor.Quantise(source, destination, grid, settings.Rounding, random, settings.Threads);
        if (!frozen)
        {
            (_exponent, _gamma) = (autoflex.Exponent, counts.Gamma);
            autoflex.Touch(counts.Gamma, settings.Clock);
            _stores++;
        }

        return counts;
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

    private FixedPointGrid Grid(int exponent) => new(settings.Bits, exponent);
}
