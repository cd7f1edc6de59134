using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats;

/// <summary>
/// The share of weights that an update should have changed and did not, because the format has no value between the old one and the new
/// one. In FP16 that happens to updates 2¹¹ times smaller than their weight (Micikevicius et al. 2018, section 3.1).
/// </summary>
/// <remarks>Sampled: the first update of each parameter since the last report, as it takes copies.</remarks>
public sealed class LostUpdates
{
    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal);
    private long _changed;
    private long _lost;

    /// <summary>Whether the next update of a parameter should be given to <see cref="Add"/>.</summary>
    public bool IsDue(string parameter) => !_seen.Contains(parameter);

    /// <param name="parameter">Its name.</param>
    /// <param name="before">The weights before the update.</param>
    /// <param name="computed">After it, in FP32.</param>
    /// <param name="stored">What the format made of them.</param>
    public void Add(string parameter, Tensor before, Tensor computed, Tensor stored)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var changed = computed.ne(before);
        _changed += changed.sum().item<long>();
        _lost += changed.logical_and(stored.eq(before)).sum().item<long>();
        _seen.Add(parameter);
    }

    /// <summary><c>format/lost_updates</c>, left out when no weight should have changed.</summary>
    public void Report(Action<string, double> scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        if (_changed > 0)
            scalar("format/lost_updates", (double)_lost / _changed);
        (_changed, _lost) = (0, 0);
        _seen.Clear();
    }

    public JsonObject Save() => new()
    {
        ["changed"] = _changed,
        ["lost"] = _lost,
        ["seen"] = new JsonArray([.. _seen.Select(name => JsonValue.Create(name))]),
    };

    public void Load(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_changed, _lost) = (state["changed"]!.GetValue<long>(), state["lost"]!.GetValue<long>());
        _seen.Clear();
        _seen.UnionWith(state["seen"]!.AsArray().Select(name => name!.GetValue<string>()));
    }
}
