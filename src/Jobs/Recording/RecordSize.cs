using Mantissa.Data.Runs;

namespace Mantissa.Jobs.Recording;

/// <summary>About how much memory records hold, in bytes; for limits, not for accounting.</summary>
internal static class RecordSize
{
    public const long Metric = 40;
    private const long Overhead = 64;

    public static long Of(ImageUpload image) => Overhead + image.Content.Length;

    public static long Of(ArtifactUpload artifact) => Overhead + artifact.Content.Length;

    public static long Of(HistogramUpload histogram) => Overhead + histogram.Content.Length;

    public static long Of(LogRecord line) => Overhead + sizeof(char) * (long)line.Message.Length;

    public static long Of(EventRecord entry) => Overhead + sizeof(char) * (long)entry.Message.Length;

    public static long Of(RecordBatch batch) =>
        Overhead
        + Metric * batch.Metrics.Count
        + batch.Images.Sum(Of)
        + batch.Artifacts.Sum(Of)
        + batch.Histograms.Sum(Of)
        + batch.LogLines.Sum(Of)
        + batch.Events.Sum(Of)
        + (batch.Checkpoint?.Content.Length ?? 0);
}
