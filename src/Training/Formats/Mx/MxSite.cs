using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Formats.Storage;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Mx;

/// <summary>A tensor in blocks of 32 along the dimension over which products are summed, each with its own scale.</summary>
internal sealed class MxSite(string name, MxSettings settings) : StorageSite(name)
{
    private long _stores;
    private float _largest;

    public override long Values => 0;

    public override ValueSet? Set => null;

    /// <summary>Channels or features are the second dimension of activations, gradients and most weights.</summary>
    private int Axis => Use.HasFlag(TensorUse.Transposed) ? 0 : 1;

    protected override bool MindsOverflows => false;

    public override QuantisationCounts Store(Tensor source, Tensor destination, bool frozen)
    {
        var random = settings.Rounding == Rounding.Stochastic ? new CounterRandom(settings.Seed, Name, _stores) : default;
        var counts = TensorKernels.QuantiseBlocks(source, destination, Axis, settings.Element, settings.Rounding, random, settings.Threads);
        if (!frozen)
            Remember(counts);
        return counts;
    }

    /// <summary>What another site of this session stored is not rounded again.</summary>
    public override bool TryRepeat(long values, in QuantisationCounts counts, bool frozen)
    {
        if (counts.NonFinite > 0)
            return false;
        if (!frozen)
            Remember(counts);
        return true;
    }

    /// <summary>Of the latest store: <c>largest</c>, the largest magnitude.</summary>
    public override void Report(Action<string, double> scalar, bool all)
    {
        if (_stores > 0)
            scalar("largest", _largest);
    }

    public override JsonObject Save() => new() { ["stores"] = _stores, ["largest"] = _largest };

    public override void Load(JsonObject state) =>
        (_stores, _largest) = (state["stores"]!.GetValue<long>(), state["largest"]!.GetValue<float>());

    private void Remember(in QuantisationCounts counts)
    {
        _largest = counts.Largest;
        _stores++;
    }
}
