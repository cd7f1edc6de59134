using System.Text.Json.Nodes;

namespace Mantissa.Training.Formats.Scaling;

/// <summary>The scale of one loss: Micikevicius et al. 2018, section 3.2, with the rule of torch.cuda.amp.GradScaler.</summary>
public sealed class LossScaler(LossScalingOptions options)
{
    /// <summary>Far below what any loss needs; a run that overflows with it has another trouble.</summary>
    private const double SmallestScale = 1e-30;

    private int _goodUpdates;

    public double Scale { get; private set; } = options.LossScaling == LossScalingMode.None ? 1 : options.LossScale;

    /// <summary>Whether the scale was applied since the last update.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Whether a gradient was not finite since the last update.</summary>
    public bool HasOverflowed { get; private set; }

    /// <param name="finite">Whether a gradient that was made with <see cref="Scale"/> is finite everywhere.</param>
    public void Observe(bool finite)
    {
        IsUsed = true;
        HasOverflowed |= !finite;
    }

    /// <summary>The gradients were used, or given up because of an overflow: fixes the scale for the next.</summary>
    public void Update()
    {
        if (options.LossScaling == LossScalingMode.Dynamic)
        {
            _goodUpdates = HasOverflowed ? 0 : _goodUpdates + 1;
            if (HasOverflowed)
                Scale = Math.Max(Scale * options.BackoffFactor, SmallestScale);
            else if (_goodUpdates % options.GrowthInterval == 0)
                (Scale, _goodUpdates) = (Scale * options.GrowthFactor, 0);
        }

        (IsUsed, HasOverflowed) = (false, false);
    }

    /// <summary>What decides future scales; between two updates there is nothing else.</summary>
    public JsonObject Save() => new() { ["scale"] = Scale, ["goodUpdates"] = _goodUpdates };

    public void Load(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (Scale, _goodUpdates) = (state["scale"]!.GetValue<double>(), state["goodUpdates"]!.GetValue<int>());
    }
}
