using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Api.Recording;

/// <summary>Turns what a program sent, once it is checked, into what a recorder commits.</summary>
internal static class RecordingBatch
{
    /// <param name="records">Within the rules.</param>
    /// <param name="now">The time of what names none.</param>
    public static RecordBatch Of(RecordsRequest records, DateTimeOffset now) => new(records.Sequence)
    {
        Metrics = [.. records.Metrics.Select(metric => new MetricPoint(metric.Name, metric.Step, metric.Value, metric.Time ?? now))],
        Images = [.. records.Images.Select(Of)],
        Artifacts = [.. records.Artifacts.Select(file => new ArtifactUpload(file.Name, file.Step, file.ContentType, file.Content))],
        LogLines = [.. records.Logs.Select(line => new LogRecord(line.Time ?? now, line.Level, line.Message))],
        Progress = Of(records.Progress),
    };

    public static RunProgress? Of(ProgressRecord? progress) =>
        progress is null ? null : new(progress.Step, progress.TotalSteps, progress.Epoch, progress.ImagesPerSecond, progress.Loss ?? double.NaN);

    private static ImageUpload Of(ImageRecord image) => PngHeader.TryRead(image.Content, out var header)
        ? new(image.Name, image.Step, header.Width, header.Height, image.Content)
        : throw new ArgumentException("The rules let no other picture pass.", nameof(image));
}
