using Mantissa.Training.Formats;

namespace Mantissa.Training.Tests;

/// <summary>Keeps everything that a session reports, and can cancel it after a step.</summary>
public sealed class RecordingObserver : ITrainingObserver
{
    private readonly CancellationTokenSource? _stop;
    private readonly Func<string, long, bool>? _stopAt;

    public RecordingObserver()
    {
    }

    /// <param name="stop">Cancelled when <paramref name="stopAt"/> says so about a scalar's name and step.</param>
    /// <param name="stopAt">Where to stop.</param>
    public RecordingObserver(CancellationTokenSource stop, Func<string, long, bool> stopAt) => (_stop, _stopAt) = (stop, stopAt);

    public List<(string Metric, long Step, double Value)> Scalars { get; } = [];

    public List<(string Name, long Step, SampleImage Image)> Images { get; } = [];

    public List<(TrainingLogLevel Level, string Message)> Logs { get; } = [];

    public List<(string Kind, string Message)> Events { get; } = [];

    public List<(string Name, long Step, string ContentType, byte[] Content)> Artifacts { get; } = [];

    public List<(long Step, string Site, string Numbers)> Histograms { get; } = [];

    public List<TrainingProgress> ProgressReports { get; } = [];

    public List<TrainingCheckpoint> Checkpoints { get; } = [];

    /// <summary>Scalars reported before each checkpoint, in the order of <see cref="Checkpoints"/>.</summary>
    public List<int> ScalarsBefore { get; } = [];

    public IReadOnlyList<double> Series(string metric) => [.. Scalars.Where(scalar => scalar.Metric == metric).Select(scalar => scalar.Value)];

    public void Scalar(string metric, long step, double value)
    {
        Scalars.Add((metric, step, value));
        if (_stopAt?.Invoke(metric, step) == true)
            _stop!.Cancel();
    }

    public void Image(string name, long step, SampleImage image) => Images.Add((name, step, image));

    public void Artifact(string name, long step, string contentType, ReadOnlyMemory<byte> content) =>
        Artifacts.Add((name, step, contentType, content.ToArray()));

    void ITrainingObserver.Histograms(long step, IReadOnlyList<(string Site, SiteHistogram Histogram)> sites) =>
        Histograms.AddRange(sites.Select(entry => (step, entry.Site, $"{entry.Histogram with { Counts = [] }} {string.Join(' ', entry.Histogram.Counts)}")));

    public void Log(TrainingLogLevel level, string message) => Logs.Add((level, message));

    public void Event(string kind, string message) => Events.Add((kind, message));

    public void Progress(TrainingProgress progress) => ProgressReports.Add(progress);

    public void Checkpoint(TrainingCheckpoint checkpoint)
    {
        Checkpoints.Add(checkpoint);
        ScalarsBefore.Add(Scalars.Count);
    }
}
