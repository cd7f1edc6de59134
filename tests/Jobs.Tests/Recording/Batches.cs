using Mantissa.Data.Entities;
using Mantissa.Data.Runs;

namespace Mantissa.Jobs.Tests.Recording;

/// <summary>Batches to record.</summary>
internal static class Batches
{
    public static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    /// <summary>One with everything that a batch can hold, and values that are easily lost.</summary>
    public static RecordBatch Full(long sequence) => new(sequence)
    {
        Metrics =
        [
            new("train/loss", 1, double.NaN, Time),
            new("train/loss", 2, double.NegativeInfinity, Time.AddTicks(1)),
            new("format/conv1.weight/exponent", long.MaxValue, -0.0, Time),
            new("größe", 3, double.Epsilon, Time),
        ],
        Images = [new("samples", 7, 2, 3, new byte[] { 0, 255, 1 })],
        Artifacts = [new("confusion-matrix.json", 7, "application/json", new byte[] { 123, 125 })],
        Histograms = [new(7, new byte[] { 1, 0, 254 })],
        LogLines = [new(Time, RunLogLevel.Warning, "first\nsecond 🙂")],
        Events = [new(Time, "environment", "a machine")],
        Progress = new(7, 9, 0.5, 1234.5, double.PositiveInfinity),
        Checkpoint = new(7, 0.5, CheckpointKind.Best, new byte[] { 1, 2, 3, 4 }) { Best = true, Keep = 5 },
    };

    /// <summary>One metric point and so many bytes of image.</summary>
    public static RecordBatch Sized(long sequence, int bytes = 0) => new(sequence)
    {
        Metrics = [new("train/loss", sequence, sequence, Time)],
        Images = bytes == 0 ? [] : [new("samples", sequence, 1, 1, new byte[bytes])],
    };
}
