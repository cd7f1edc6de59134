using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Kernels;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>A place where a tensor is stored, with what a format keeps for it and what was observed there.</summary>
internal abstract class StorageSite(string name)
{
    private readonly bool _isGradient = name.EndsWith(".grad", StringComparison.Ordinal);

    /// <summary>Scope included, e.g. <c>real.conv1.activation.grad</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Who made the tensor and who reads it.</summary>
    public TensorUse Use { get; set; } = TensorUse.Any;

    /// <summary>Where the gradient of a tensor stored here is stored.</summary>
    public StorageSite? Gradient { get; set; }

    /// <summary>Where it is stored in a backward pass that is differentiated itself.</summary>
    public StorageSite? Slope { get; set; }

    /// <summary>Whether <see cref="SiteStatistics.Main"/> reports it.</summary>
    public bool IsMain { get; set; }

    public SiteObservations Observations { get; } = new();

    /// <summary>Stores <paramref name="source"/> into <paramref name="destination"/>, which may be the same tensor.</summary>
    /// <param name="source">float32, dense, not empty.</param>
    /// <param name="destination">Of the same shape and strides.</param>
    /// <param name="frozen">Learn nothing from it.</param>
    public abstract QuantisationCounts Store(Tensor source, Tensor destination, bool frozen);

    /// <summary>
    /// Names the set of values that the latest <see cref="Store"/> chose from. Sites of one session with the same name hold the same values.
    /// </summary>
    public abstract long Values { get; }

    /// <summary>That set; <see langword="null"/> where each block of the tensor has its own.</summary>
    public abstract ValueSet? Set { get; }

    /// <summary>
    /// Does what <see cref="Store"/> would do with a tensor that holds nothing but <paramref name="values"/>, if those are the values that
    /// this site stores next: the tensor stays as it is.
    /// </summary>
    /// <param name="values"><see cref="Values"/> of the site that stored the tensor.</param>
    /// <param name="counts">What <see cref="Store"/> would count.</param>
    /// <param name="frozen">Learn nothing from it.</param>
    /// <returns><see langword="false"/> when this site stores other values; nothing was done then.</returns>
    public abstract bool TryRepeat(long values, in QuantisationCounts counts, bool frozen);

    /// <summary>A forward or a backward pass is done.</summary>
    public virtual void AfterPass()
    {
    }

    /// <summary>Metrics beyond those of <see cref="SiteObservations"/>.</summary>
    /// <param name="scalar">Receives statistic and value.</param>
    /// <param name="all">Also those that follow from the others.</param>
    public virtual void Report(Action<string, double> scalar, bool all)
    {
    }

    /// <summary>Whether the exponent that this site shares should have moved beyond its range at the latest store.</summary>
    protected virtual bool IsPinned => false;

    /// <summary>Whether values out of range are a sign of trouble; not where the largest value itself chooses the scale, and may just not fit.</summary>
    protected virtual bool MindsOverflows => true;

    /// <summary>What is wrong, by what was observed since the last report.</summary>
    public SiteTrouble Troubles() =>
        (MindsOverflows && Observations.HasOverflowStorm ? SiteTrouble.OverflowStorm : SiteTrouble.None)
        | (Observations.IsDead && _isGradient ? SiteTrouble.DeadGradient : SiteTrouble.None)
        | (IsPinned ? SiteTrouble.PinnedExponent : SiteTrouble.None);

    public abstract JsonObject Save();

    public abstract void Load(JsonObject state);
}
