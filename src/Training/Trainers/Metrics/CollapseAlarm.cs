using System.Globalization;
using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// Notices a generator that has settled on a few images: coverage or the number of modes has fallen to half of the best so far while the
/// discriminator's loss is below a tenth of its largest, so that nothing pushes the generator back. Rings once until that is over.
/// </summary>
internal sealed class CollapseAlarm : ICheckpointState
{
    /// <summary>Less coverage than this is not yet something that could be lost.</summary>
    private const double LeastCoverage = 0.05;

    private double _coverage, _modes, _loss;
    private bool _ringing;

    /// <param name="coverage">Share of the training images near a generated one.</param>
    /// <param name="modes">Classes generated; <see langword="null"/> where the set has but one.</param>
    /// <param name="loss">The discriminator's, or critic's, loss; NaN when none was recorded yet.</param>
    /// <returns>A sentence when it begins to ring.</returns>
    public string? Check(double coverage, double? modes, double loss)
    {
        if (double.IsNaN(loss))
            return null;
        (_coverage, _modes, _loss) = (Math.Max(_coverage, coverage), Math.Max(_modes, modes ?? 0), Math.Max(_loss, Math.Abs(loss)));
        var fewer = (_coverage >= LeastCoverage && coverage <= _coverage / 2) || (_modes > 1 && modes <= _modes / 2);
        var rang = _ringing;
        _ringing = fewer && Math.Abs(loss) <= _loss / 10;
        return _ringing && !rang
            ? string.Create(CultureInfo.InvariantCulture,
                $"The generator may have collapsed: coverage is {coverage:0.###} after {_coverage:0.###} at best"
                + $"{(modes is null ? "" : $", {modes} modes after {_modes}")}, and the discriminator's loss has gone to {loss:0.####}.")
            : null;
    }

    public JsonObject SaveState() => new() { ["coverage"] = _coverage, ["modes"] = _modes, ["loss"] = _loss, ["ringing"] = _ringing };

    public void LoadState(JsonObject state)
    {
        (_coverage, _modes) = (state["coverage"]!.GetValue<double>(), state["modes"]!.GetValue<double>());
        (_loss, _ringing) = (state["loss"]!.GetValue<double>(), state["ringing"]!.GetValue<bool>());
    }
}
