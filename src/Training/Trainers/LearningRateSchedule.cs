using System.Globalization;

namespace Mantissa.Training.Trainers;

/// <summary>
/// The learning rate as a function of the step alone, so that a resumed run needs no schedule state.
/// With e epochs finished before the step: <c>constant</c> η; <c>step</c> η·dᵏ, k = ⌊e / period⌋; <c>milestones</c> η·dᵏ, k the milestones
/// ≤ e; <c>cosine</c> ½η(1 + cos πt) with t the share of the run before the step. Warm-up over w steps multiplies step s ≤ w by s/w.
/// </summary>
public sealed class LearningRateSchedule
{
    private readonly TrainingOptions _options;
    private readonly long _totalSteps;
    private readonly double[] _milestones;

    /// <exception cref="TrainingInputException">The milestones are not numbers that rise.</exception>
    public LearningRateSchedule(TrainingOptions options, long totalSteps)
    {
        _options = options;
        _totalSteps = totalSteps;
        _milestones = options.Schedule == ScheduleKind.Milestones ? Parse(options.Milestones) : [];
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
            _ => 1,
        };
        var warmup = step < _options.WarmupSteps ? (double)step / _options.WarmupSteps : 1;
        return _options.LearningRate * factor * warmup;
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
