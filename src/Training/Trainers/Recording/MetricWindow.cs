using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;
using TorchSharp;

namespace Mantissa.Training.Trainers.Recording;

/// <summary>
/// Means of what the steps since the last record produced. Sums stay on the device: a step adds to them and waits for nothing; only
/// <see cref="Flush"/> reads them.
/// </summary>
internal sealed class MetricWindow : ICheckpointState, IDisposable
{
    private readonly torch.Device _device;
    private readonly SortedDictionary<string, (torch.Tensor Sum, long Count)> _sums = new(StringComparer.Ordinal);

    public MetricWindow(torch.Device device) => _device = device;

    /// <summary>Adds one value; only its number is kept, not its graph.</summary>
    public void Add(string metric, torch.Tensor value)
    {
        using var noGradient = torch.no_grad();
        if (!_sums.TryGetValue(metric, out var entry))
            entry = (NewSum(0), 0);
        entry.Sum.add_(value);
        _sums[metric] = (entry.Sum, entry.Count + 1);
    }

    /// <summary>The means since the last call, by name; a metric without a value since then is left out.</summary>
    public IReadOnlyList<(string Metric, double Mean)> Flush()
    {
        var means = new List<(string, double)>(_sums.Count);
        foreach (var (metric, (sum, count)) in _sums.Where(entry => entry.Value.Count > 0).ToList())
        {
            means.Add((metric, sum.item<double>() / count));
            sum.fill_(0);
            _sums[metric] = (sum, 0);
        }

        return means;
    }

    public JsonObject SaveState() => new(_sums.Where(entry => entry.Value.Count > 0).Select(entry =>
        KeyValuePair.Create<string, JsonNode?>(
            entry.Key, new JsonObject { ["sum"] = entry.Value.Sum.item<double>(), ["count"] = entry.Value.Count })));

    public void LoadState(JsonObject state)
    {
        foreach (var (metric, entry) in state)
            _sums[metric] = (NewSum(entry!["sum"]!.GetValue<double>()), entry["count"]!.GetValue<long>());
    }

    public void Dispose()
    {
        foreach (var (sum, _) in _sums.Values)
            sum.Dispose();
    }

    private torch.Tensor NewSum(double value) => torch.tensor(value, dtype: torch.ScalarType.Float64, device: _device).DetachFromDisposeScope();
}
