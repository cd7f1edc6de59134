using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Jobs.Recording;

/// <summary>
/// What the training thread reported and nobody has taken yet, as batches in order. Adding is a list append under a lock that is never
/// held across anything slow. A checkpoint closes its batch: what comes later belongs to the next one.
/// </summary>
internal sealed class RecordBuffer(long limit) : IDisposable
{
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim room = new(initialState: true);
    private List<RecordBatch> closed = [];
    private OpenBatch open = new();
    private long sequence;
    private long bytes;

    /// <summary>
    /// Waits until less than the limit is buffered. Only a database that is away together with a full spool lets it grow so far; then
    /// waiting is the only way to lose nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled while it had to wait; with room, a cancelled token is no obstacle.</exception>
    public void WaitForRoom(CancellationToken cancellationToken)
    {
        if (!room.IsSet)
            room.Wait(cancellationToken);
    }

    public void Add(MetricPoint point)
    {
        lock (gate)
            Grow(open.Metrics, point, RecordSize.Metric);
    }

    public void Add(ImageUpload image)
    {
        lock (gate)
            Grow(open.Images, image, RecordSize.Of(image));
    }

    public void Add(ArtifactUpload artifact)
    {
        lock (gate)
            Grow(open.Artifacts, artifact, RecordSize.Of(artifact));
    }

    public void Add(HistogramUpload histogram)
    {
        lock (gate)
            Grow(open.Histograms, histogram, RecordSize.Of(histogram));
    }

    public void Add(LogRecord line)
    {
        lock (gate)
            Grow(open.LogLines, line, RecordSize.Of(line));
    }

    public void Add(EventRecord entry)
    {
        lock (gate)
            Grow(open.Events, entry, RecordSize.Of(entry));
    }

    public void Close(CheckpointUpload checkpoint)
    {
        lock (gate)
        {
            Count(checkpoint.Content.Length);
            closed.Add(open.Close(++sequence, checkpoint));
            open = new OpenBatch();
        }
    }

    /// <summary>Takes everything, in order; empty when nothing was reported.</summary>
    public IReadOnlyList<RecordBatch> Take()
    {
        lock (gate)
        {
            if (!open.IsEmpty)
            {
                closed.Add(open.Close(++sequence, checkpoint: null));
                open = new OpenBatch();
            }

            var taken = closed;
            closed = [];
            bytes = 0;
            room.Set();
            return taken;
        }
    }

    public void Dispose() => room.Dispose();

    private void Grow<T>(List<T> list, T item, long size)
    {
        list.Add(item);
        Count(size);
    }

    private void Count(long size)
    {
        bytes += size;
        if (bytes >= limit)
            room.Reset();
    }

    private sealed class OpenBatch
    {
        public List<MetricPoint> Metrics { get; } = [];
        public List<ImageUpload> Images { get; } = [];
        public List<ArtifactUpload> Artifacts { get; } = [];
        public List<HistogramUpload> Histograms { get; } = [];
        public List<LogRecord> LogLines { get; } = [];
        public List<EventRecord> Events { get; } = [];

        public bool IsEmpty =>
            Metrics.Count == 0 && Images.Count == 0 && Artifacts.Count == 0 && Histograms.Count == 0 && LogLines.Count == 0 && Events.Count == 0;

        public RecordBatch Close(long sequence, CheckpointUpload? checkpoint) => new(sequence)
        {
            Metrics = Metrics,
            Images = Images,
            Artifacts = Artifacts,
            Histograms = Histograms,
            LogLines = LogLines,
            Events = Events,
            Checkpoint = checkpoint,
        };
    }
}
