using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Checkpoints;

namespace Mantissa.Training.Trainers.Recording;

/// <summary>The best value that a metric has had.</summary>
internal sealed class BestMetric(MetricEntry metric) : ICheckpointState
{
    private double? _value;

    public string Metric => metric.Name;

    /// <summary>Takes a new value in; true when none was better. A value that is not a number is never the best.</summary>
    public bool Update(double value)
    {
        if (!double.IsFinite(value) || (_value is { } best && (metric.Goal == MetricGoal.Maximize ? value <= best : value >= best)))
            return false;
        _value = value;
        return true;
    }

    public JsonObject SaveState() => new() { ["value"] = _value };

    public void LoadState(JsonObject state) => _value = state["value"]?.GetValue<double>();
}
