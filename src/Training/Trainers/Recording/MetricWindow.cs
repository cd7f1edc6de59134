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
    private readonly SortedList<string, Sum> _sums = new(StringComparer.Ordinal);

    public MetricWindow(torch.Device device) => _device = device;

    /// <summary>Adds one value; only its number is kept, not its graph.</summary>
    public void Add(string metric, torch.Tensor value)
    {
        using var noGradient = torch.no_grad();
        if (!_sums.TryGetValue(metric, out var sum))
            _sums.Add(metric, sum = new Sum(0, _device));
        sum.Tensor.add_(value);
        sum.Count++;
    }

    /// <summary>The means since the last call, by name; a metric without a value since then is left out.</summary>
    public IReadOnlyList<(string Metric, double Mean)> Flush()
    {
        var means = new List<(string, double)>(_sums.Count);
        foreach (var (metric, sum) in _sums)
        {
            if (sum.Count == 0)
                continue;
            means.Add((metric, sum.Tensor.item<double>() / sum.Count));
            sum.Tensor.zero_();
            sum.Count = 0;
        }

        return means;
    }

    public JsonObject SaveState() => new(_sums.Where(entry => entry.Value.Count > 0).Select(entry =>
        KeyValuePair.Create<string, JsonNode?>(
            entry.Key, new JsonObject { ["sum"] = entry.Value.Tensor.item<double>(), ["count"] = entry.Value.Count })));

    public void LoadState(JsonObject state)
    {
        foreach (var (metric, entry) in state)
            _sums[metric] = new Sum(entry!["sum"]!.GetValue<double>(), _device) { Count = entry["count"]!.GetValue<long>() };
    }

    public void Dispose()
    {
        foreach (var sum in _sums.Values)
            sum.Tensor.Dispose();
    }

    private sealed class Sum(double value, torch.Device device)
    {
        public torch.Tensor Tensor { get; } = torch.tensor(value, dtype: torch.ScalarType.Float64, device: device).DetachFromDisposeScope();

        public long Count { get; set; }
    }
}
