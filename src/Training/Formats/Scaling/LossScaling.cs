using System.Text.Json.Nodes;

namespace Mantissa.Training.Formats.Scaling;

/// <summary>
/// The loss scales of one run: one for each loss that is sent back by itself, since what overflows differs between them. An update whose
/// gradients are not all finite is skipped and counted.
/// </summary>
public sealed class LossScaling(LossScalingOptions options)
{
    /// <summary>The name of the loss where there is only one.</summary>
    public const string OnlyLoss = "loss";

    private readonly SortedDictionary<string, LossScaler> _scalers = new(StringComparer.Ordinal);

    /// <summary>Updates that were given up.</summary>
    public long Skipped { get; private set; }

    /// <summary>The scale of a loss, e.g. <c>real</c>, <c>fake</c> or <c>generated</c>; made when asked for the first time.</summary>
    public LossScaler Of(string loss)
    {
        ArgumentException.ThrowIfNullOrEmpty(loss);
        if (!_scalers.TryGetValue(loss, out var scaler))
            _scalers.Add(loss, scaler = new LossScaler(options));
        return scaler;
    }

    /// <summary>All gradients of an update are there; moves the scales that they were made with.</summary>
    /// <returns><see langword="false"/> when the update has to be skipped.</returns>
    public bool TryUpdate()
    {
        var used = _scalers.Values.Where(scaler => scaler.IsUsed).ToList();
        var finite = used.TrueForAll(scaler => !scaler.HasOverflowed);
        foreach (var scaler in used)
            scaler.Update();
        Skipped += finite ? 0 : 1;
        return finite;
    }

    /// <summary><c>format/loss_scale</c>, or <c>format/&lt;loss&gt;/loss_scale</c> where there are several; and <c>format/skipped_updates</c>.</summary>
    public void Report(Action<string, double> scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        foreach (var (loss, scaler) in _scalers)
            scalar(loss == OnlyLoss ? "format/loss_scale" : $"format/{loss}/loss_scale", scaler.Scale);
        scalar("format/skipped_updates", Skipped);
    }

    public JsonObject Save() => new()
    {
        ["skipped"] = Skipped,
        ["scalers"] = new JsonObject(_scalers.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.Save()))),
    };

    public void Load(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Skipped = state["skipped"]!.GetValue<long>();
        _scalers.Clear();
        foreach (var (loss, saved) in state["scalers"]!.AsObject())
            Of(loss).Load(saved!.AsObject());
    }
}
