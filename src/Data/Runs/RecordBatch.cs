using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;

namespace Mantissa.Data.Runs;

/// <summary>What a run recorded since the last batch, committed as one.</summary>
/// <param name="Sequence">
/// Counts the batches of an attempt from 1. Batches of an attempt are committed in ascending sequence; one that was committed before is
/// skipped as a whole, so a recorder that does not know whether a commit arrived sends it again.
/// </param>
public sealed record RecordBatch(long Sequence)
{
    public IReadOnlyList<MetricPoint> Metrics { get; init; } = [];

    /// <summary>Whether a value of a metric at a step that is there already stands beside that one; else it takes its place.</summary>
    public bool KeepsEqualSteps { get; init; }

    public IReadOnlyList<ImageUpload> Images { get; init; } = [];
    public IReadOnlyList<ArtifactUpload> Artifacts { get; init; } = [];
    public IReadOnlyList<HistogramUpload> Histograms { get; init; } = [];
    public IReadOnlyList<LogRecord> LogLines { get; init; } = [];
    public IReadOnlyList<EventRecord> Events { get; init; } = [];
    public RunProgress? Progress { get; init; }

    /// <summary>Belongs after everything else in the batch: a resume from it keeps this batch and discards the later ones.</summary>
    public CheckpointUpload? Checkpoint { get; init; }
}

/// <summary>An encoded image.</summary>
/// <param name="Name">E.g. <c>samples</c>.</param>
/// <param name="Step">Training step; the same name and step again replaces the image.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Content">The encoded bytes.</param>
/// <param name="ContentType">How they are encoded.</param>
public sealed record ImageUpload(
    string Name, long Step, int Width, int Height, ReadOnlyMemory<byte> Content, string ContentType = "image/png");

/// <summary>A file of any kind, small enough to be held in memory.</summary>
/// <param name="Name">E.g. <c>confusion-matrix.json</c>.</param>
/// <param name="Step">Training step; the same name and step again replaces the file.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ArtifactUpload(string Name, long Step, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>Histograms of all sites of the number format.</summary>
/// <param name="Step">Training step; the same step again replaces them.</param>
/// <param name="Content">As <see cref="Data.Histograms.HistogramCodec"/> writes them.</param>
public sealed record HistogramUpload(long Step, ReadOnlyMemory<byte> Content);

/// <summary>A line of the console log.</summary>
public sealed record LogRecord(DateTimeOffset At, RunLogLevel Level, string Message);

/// <summary>Something worth a mark on the run's timeline.</summary>
public sealed record EventRecord(DateTimeOffset At, string Kind, string Message);

/// <summary>How far training is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TotalSteps">Steps in all.</param>
/// <param name="Epoch">Epochs done, with a fraction.</param>
/// <param name="ImagesPerSecond">Training throughput.</param>
/// <param name="Loss">The last training loss; NaN and infinities are kept.</param>
public sealed record RunProgress(long Step, long TotalSteps, double Epoch, double ImagesPerSecond, double Loss)
{
    /// <summary>Memory of the process that trains; 0 where it is not known.</summary>
    public long MemoryBytes { get; init; }
}

/// <summary>A checkpoint to store.</summary>
public sealed record CheckpointUpload(long Step, double Epoch, CheckpointKind Kind, ReadOnlyMemory<byte> Content)
{
    /// <summary>The primary metric had never been better, whatever else the checkpoint was written for.</summary>
    public bool Best { get; init; }

    /// <summary>How many periodic or interrupted checkpoints are kept, this one included.</summary>
    public int Keep { get; init; } = CheckpointSql.PeriodicKept;
}
