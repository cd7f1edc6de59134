namespace Mantissa.Data.Metrics;

/// <summary>What curves are drawn over.</summary>
public enum SeriesAxis
{
    /// <summary>Training steps.</summary>
    Step,

    /// <summary>Epochs: steps times what the run's progress says of epochs per step.</summary>
    Epoch,

    /// <summary>When a point was measured, in milliseconds since the Unix epoch.</summary>
    WallTime,

    /// <summary>Seconds since the run started.</summary>
    RelativeTime,
}

/// <summary>Where the points of a run lie on each axis.</summary>
/// <param name="EpochsPerStep">NaN while the run has said nothing of epochs; its points then have no place on that axis.</param>
/// <param name="Start">When the run started, or was created where nothing started it, in milliseconds since the Unix epoch.</param>
public readonly record struct RunAxis(double EpochsPerStep, double Start)
{
    /// <summary>The position of a point.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="step">The point's step.</param>
    /// <param name="time">When it was measured, in milliseconds since the Unix epoch.</param>
    public double Position(SeriesAxis axis, long step, double time) => axis switch
    {
        SeriesAxis.Step => step,
        SeriesAxis.Epoch => step * EpochsPerStep,
        SeriesAxis.WallTime => time,
        SeriesAxis.RelativeTime => (time - Start) / 1000,
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "There is no such axis."),
    };

    /// <summary>The positions of a series' points.</summary>
    public double[] Positions(SeriesAxis axis, SeriesData series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var positions = new double[series.Steps.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = Position(axis, series.Steps[i], series.Times[i]);
        return positions;
    }
}
