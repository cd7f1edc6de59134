using System.Text.RegularExpressions;
using Mantissa.Training;

namespace Mantissa.Benchmarks.Training;

/// <summary>
/// Times the steps of a session and, after every few of them, as many of the program in C++: the session waits meanwhile, between two of
/// its steps, so that both see the same machine.
/// </summary>
internal sealed partial class AlternatingSteps(NativeBaseline baseline, int turn, int warmUp) : ITrainingObserver
{
    private int _steps;

    /// <summary>Shortest step of the session and of the baseline, in milliseconds.</summary>
    public (double Ours, double Baseline) Best { get; private set; } = (double.MaxValue, double.MaxValue);

    /// <summary>Mean time in which a step waited for images, in milliseconds.</summary>
    public double Waited { get; private set; }

    /// <summary>Weights of the session's networks, as its log gives them.</summary>
    public long Parameters { get; private set; }

    public void Scalar(string metric, long step, double value)
    {
        if (metric == "time/data_wait")
            Waited += (value - Waited) / step;
        if (metric != "time/step")
            return;
        _steps++;
        if (_steps > warmUp)
            Best = Best with { Ours = Math.Min(Best.Ours, value) };
        if (_steps % turn != 0)
            return;
        var theirs = baseline.Run(turn);
        if (_steps > warmUp)
            Best = Best with { Baseline = Math.Min(Best.Baseline, theirs.Min()) };
    }

    public void Log(TrainingLogLevel level, string message)
    {
        if (ParameterCounts().Match(message) is { Success: true })
            Parameters = ParameterCounts().Matches(message).Sum(count => long.Parse(count.Groups["count"].Value.Replace(",", "", StringComparison.Ordinal), null));
    }

    public void Image(string name, long step, SampleImage image)
    {
    }

    public void Event(string kind, string message)
    {
    }

    public void Progress(TrainingProgress progress)
    {
    }

    public void Checkpoint(TrainingCheckpoint checkpoint)
    {
    }

    [GeneratedRegex("(?<count>[0-9,]+) (parameters|in the critic)")]
    private static partial Regex ParameterCounts();
}
