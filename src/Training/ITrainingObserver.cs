using Mantissa.Training.Formats;

namespace Mantissa.Training;

/// <summary>
/// What a training session tells the outside. Every member is called on the training thread and must return at once:
/// an implementation copies or queues what it is given and leaves the writing to another thread.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>One point of a metric. <paramref name="step"/> counts optimizer steps from 1; NaN and ±Inf are passed on as they are.</summary>
    void Scalar(string metric, long step, double value);

    /// <summary>A picture made at a step, e.g. the grid <c>samples</c>.</summary>
    void Image(string name, long step, SampleImage image);

    /// <summary>
    /// A file made at a step, e.g. <c>confusion-matrix.json</c>; the same name and step again replaces it. An observer that keeps no files
    /// need not implement it.
    /// </summary>
    void Artifact(string name, long step, string contentType, ReadOnlyMemory<byte> content)
    {
    }

    /// <summary>
    /// How large the values are that were stored at each site of the number format. An observer that keeps no histograms need not implement it.
    /// </summary>
    void Histograms(long step, IReadOnlyList<(string Site, SiteHistogram Histogram)> sites)
    {
    }

    void Log(TrainingLogLevel level, string message);

    /// <summary>Something that belongs in the run's history rather than in its log, e.g. kind <c>non-finite-loss</c>.</summary>
    void Event(string kind, string message);

    void Progress(TrainingProgress progress);

    /// <summary>
    /// A checkpoint. Everything reported before it on this thread belongs before it; a resumed session repeats nothing of that
    /// and leaves out nothing that came after.
    /// </summary>
    void Checkpoint(TrainingCheckpoint checkpoint);
}

public enum TrainingLogLevel
{
    Information,
    Warning,
    Error,
}
