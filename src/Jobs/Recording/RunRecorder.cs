using Mantissa.Data.Entities;
using Mantissa.Data.Histograms;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Training;
using CheckpointKind = Mantissa.Data.Entities.CheckpointKind;
using SiteHistogram = Mantissa.Training.Formats.SiteHistogram;

namespace Mantissa.Jobs.Recording;

/// <summary>Takes down what a training session reports. Each call appends to the buffer and returns.</summary>
internal sealed class RunRecorder(RecordBuffer buffer, TimeProvider time, CancellationToken stopped) : ITrainingObserver
{
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RunProgress? progress;

    /// <summary>Completes when training has made its first step.</summary>
    public Task Began => began.Task;

    /// <summary>The latest progress; <see langword="null"/> until the first.</summary>
    public RunProgress? Latest => progress;

    /// <summary>Whether this attempt got as far as a checkpoint.</summary>
    public bool WroteCheckpoint { get; private set; }

    public void Scalar(string metric, long step, double value)
    {
        buffer.WaitForRoom(stopped);
        buffer.Add(new MetricPoint(metric, step, value, time.GetUtcNow()));
    }

    public void Image(string name, long step, SampleImage image)
    {
        buffer.WaitForRoom(stopped);
        buffer.Add(new ImageUpload(name, step, image.Width, image.Height, image.Png));
    }

    public void Artifact(string name, long step, string contentType, ReadOnlyMemory<byte> content)
    {
        buffer.WaitForRoom(stopped);
        buffer.Add(new ArtifactUpload(name, step, contentType, content));
    }

    public void Histograms(long step, IReadOnlyList<(string Site, SiteHistogram Histogram)> sites)
    {
        buffer.WaitForRoom(stopped);
        buffer.Add(new HistogramUpload(step, HistogramCodec.Encode([.. sites.Select(entry => Stored(entry.Site, entry.Histogram))])));
    }

    public void Log(TrainingLogLevel level, string message) => buffer.Add(new LogRecord(time.GetUtcNow(), Level(level), Storable(message)));

    public void Event(string kind, string message) => buffer.Add(new EventRecord(time.GetUtcNow(), kind, Storable(message)));

    public void Progress(TrainingProgress progress)
    {
        // Not a part of any batch: batches may be late, and the heartbeat that carries it would be overtaken by an older one.
        this.progress = new(progress.Step, progress.TotalSteps, progress.Epoch, progress.ImagesPerSecond, progress.Loss) { MemoryBytes = Environment.WorkingSet };
        began.TrySetResult();
    }

    public void Checkpoint(TrainingCheckpoint checkpoint)
    {
        buffer.WaitForRoom(stopped);
        buffer.Close(new CheckpointUpload(checkpoint.Step, checkpoint.Epoch, Kind(checkpoint.Kind), checkpoint.Content)
        {
            Best = checkpoint.Best,
            Keep = checkpoint.Keep,
        });
        WroteCheckpoint = true;
    }

    private static Data.Histograms.SiteHistogram Stored(string site, SiteHistogram histogram) =>
        new(site, histogram.Unit, histogram.Octaves, histogram.Zeros, histogram.Saturated, histogram.First, histogram.Counts);

    // PostgreSQL's text holds every character but this one, and a message may quote a broken file name.
    private static string Storable(string message) => message.Replace('\0', '\uFFFD');

    private static RunLogLevel Level(TrainingLogLevel level) => level switch
    {
        TrainingLogLevel.Information => RunLogLevel.Information,
        TrainingLogLevel.Warning => RunLogLevel.Warning,
        TrainingLogLevel.Error => RunLogLevel.Error,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    private static CheckpointKind Kind(Training.CheckpointKind kind) => kind switch
    {
        Training.CheckpointKind.Periodic => CheckpointKind.Periodic,
        Training.CheckpointKind.Best => CheckpointKind.Best,
        Training.CheckpointKind.Final => CheckpointKind.Final,
        Training.CheckpointKind.Interrupted => CheckpointKind.Interrupted,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
