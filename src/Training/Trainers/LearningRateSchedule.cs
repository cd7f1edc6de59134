using System.Globalization;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Trainers.Recording;

namespace Mantissa.Training.Trainers;

/// <summary>
/// The learning rate. With e epochs finished before the step: <c>constant</c> η; <c>step</c> η·dᵏ, k = ⌊e / period⌋; <c>milestones</c> η·dᵏ,
/// k the milestones ≤ e; <c>cosine</c> ½η(1 + cos πt) with t the share of the run before the step; <c>plateau</c> η·dᵏ, k the times that the
/// primary metric did not improve in so many evaluations. Warm-up over w steps multiplies step s ≤ w by s/w.
/// </summary>
/// <remarks>Only a plateau is state: the others are functions of the step alone.</remarks>
internal sealed class LearningRateSchedule : ICheckpointState
{
    private readonly TrainingOptions _options;
    private readonly long _totalSteps;
    private readonly double[] _milestones;
    private readonly BestMetric _best;
    private int _withoutProgress;
    private int _decays;

    /// <param name="options">Kind and numbers of the schedule.</param>
    /// <param name="totalSteps">Steps of the run.</param>
    /// <param name="metrics">The trainer's metrics; the primary one decides what a plateau is.</param>
    /// <exception cref="TrainingInputException">The milestones are not numbers that rise.</exception>
    public LearningRateSchedule(TrainingOptions options, long totalSteps, IReadOnlyList<MetricEntry> metrics)
    {
        _options = options;
        _totalSteps = totalSteps;
        _milestones = options.Schedule == ScheduleKind.Milestones ? Parse(options.Milestones) : [];
        _best = new BestMetric(metrics.Single(metric => metric.Primary));
    }

    /// <param name="step">From 1.</param>
    /// <param name="epoch">Epochs finished before the step, fraction included.</param>
    public double At(long step, double epoch)
    {
        var factor = _options.Schedule switch
        {
            ScheduleKind.Step => Math.Pow(_options.Decay, Math.Floor(epoch / _options.DecayEvery)),
            ScheduleKind.Milestones => Math.Pow(_options.Decay, _milestones.Count(milestone => milestone <= epoch)),
            ScheduleKind.Cosine => 0.5 * (1 + Math.Cos(Math.PI * (step - 1) / _totalSteps)),
            ScheduleKind.Plateau => Math.Pow(_options.Decay, _decays),
            _ => 1,
        };
        var warmup = step < _options.WarmupSteps ? (double)step / _options.WarmupSteps : 1;
        return _options.LearningRate * factor * warmup;
    }

    /// <summary>Takes in the results of an evaluation.</summary>
    public void Observe(IEnumerable<(string Metric, double Value)> results)
    {
        foreach (var (_, value) in results.Where(result => result.Metric == _best.Metric))
        {
            _withoutProgress = _best.Update(value) ? 0 : _withoutProgress + 1;
            if (_withoutProgress < _options.Patience)
                continue;
            (_decays, _withoutProgress) = (_decays + 1, 0);
        }
    }

    public JsonObject SaveState() => new()
    {
        ["best"] = _best.SaveState(),
        ["withoutProgress"] = _withoutProgress,
        ["decays"] = _decays,
    };

    public void LoadState(JsonObject state)
    {
        _best.LoadState(state["best"]!.AsObject());
        _withoutProgress = state["withoutProgress"]!.GetValue<int>();
        _decays = state["decays"]!.GetValue<int>();
    }

    private static double[] Parse(string text)
    {
        var milestones = new List<double>();
        foreach (var part in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var epoch)
                || !double.IsFinite(epoch) || epoch <= milestones.LastOrDefault())
                throw new TrainingInputException("training.milestones", $"Milestones are epochs that rise, such as 82, 124; '{part}' does not fit.");
            milestones.Add(epoch);
        }

        return milestones.Count > 0
            ? [.. milestones]
            : throw new TrainingInputException("training.milestones", "The schedule 'milestones' needs at least one epoch, such as 82, 124.");
    }
}
