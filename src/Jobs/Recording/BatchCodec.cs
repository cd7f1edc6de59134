using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Jobs.Recording;

/// <summary>Batches as bytes, for the spool. Exact: doubles keep their bits, times their ticks. Written and read by the same process.</summary>
internal static class BatchCodec
{
    public static byte[] Encode(RecordBatch batch)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write(batch.Sequence);
            Write(writer, batch.Metrics, static (writer, point) =>
            {
                writer.Write(point.Name);
                writer.Write(point.Step);
                writer.Write(point.Value);
                writer.Write(point.Time.UtcTicks);
            });
            Write(writer, batch.Images, static (writer, image) =>
            {
                writer.Write(image.Name);
                writer.Write(image.Step);
                writer.Write(image.Width);
                writer.Write(image.Height);
                writer.Write(image.ContentType);
                Write(writer, image.Content);
            });
            Write(writer, batch.Artifacts, static (writer, artifact) =>
            {
                writer.Write(artifact.Name);
                writer.Write(artifact.Step);
                writer.Write(artifact.ContentType);
                Write(writer, artifact.Content);
            });
            Write(writer, batch.Histograms, static (writer, histogram) =>
            {
                writer.Write(histogram.Step);
                Write(writer, histogram.Content);
            });
            Write(writer, batch.LogLines, static (writer, line) =>
            {
                writer.Write(line.At.UtcTicks);
                writer.Write((int)line.Level);
                writer.Write(line.Message);
            });
            Write(writer, batch.Events, static (writer, entry) =>
            {
                writer.Write(entry.At.UtcTicks);
                writer.Write(entry.Kind);
                writer.Write(entry.Message);
            });
            Write(writer, batch.Progress);
            Write(writer, batch.Checkpoint);
        }

        return bytes.ToArray();
    }

    public static RecordBatch Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return new RecordBatch(reader.ReadInt64())
        {
            Metrics = Read(reader, static reader =>
                new MetricPoint(reader.ReadString(), reader.ReadInt64(), reader.ReadDouble(), ReadTime(reader))),
            Images = Read(reader, static reader =>
            {
                var (name, step, width, height) = (reader.ReadString(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32());
                var contentType = reader.ReadString();
                return new ImageUpload(name, step, width, height, ReadBytes(reader), contentType);
            }),
            Artifacts = Read(reader, static reader =>
                new ArtifactUpload(reader.ReadString(), reader.ReadInt64(), reader.ReadString(), ReadBytes(reader))),
            Histograms = Read(reader, static reader => new HistogramUpload(reader.ReadInt64(), ReadBytes(reader))),
            LogLines = Read(reader, static reader => new LogRecord(ReadTime(reader), (RunLogLevel)reader.ReadInt32(), reader.ReadString())),
            Events = Read(reader, static reader => new EventRecord(ReadTime(reader), reader.ReadString(), reader.ReadString())),
            Progress = ReadProgress(reader),
            Checkpoint = ReadCheckpoint(reader),
        };
    }

    private static void Write<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
            write(writer, item);
    }

    private static T[] Read<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(reader);
        return items;
    }

    private static void Write(BinaryWriter writer, RunProgress? progress)
    {
        writer.Write(progress is not null);
        if (progress is null)
            return;
        writer.Write(progress.Step);
        writer.Write(progress.TotalSteps);
        writer.Write(progress.Epoch);
        writer.Write(progress.ImagesPerSecond);
        writer.Write(progress.Loss);
        writer.Write(progress.MemoryBytes);
    }

    private static RunProgress? ReadProgress(BinaryReader reader) =>
        reader.ReadBoolean()
            ? new RunProgress(reader.ReadInt64(), reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble())
            {
                MemoryBytes = reader.ReadInt64(),
            }
            : null;

    private static void Write(BinaryWriter writer, CheckpointUpload? checkpoint)
    {
        writer.Write(checkpoint is not null);
        if (checkpoint is null)
            return;
        writer.Write(checkpoint.Step);
        writer.Write(checkpoint.Epoch);
        writer.Write((int)checkpoint.Kind);
        Write(writer, checkpoint.Content);
        writer.Write(checkpoint.Best);
        writer.Write(checkpoint.Keep);
    }

    private static CheckpointUpload? ReadCheckpoint(BinaryReader reader) =>
        reader.ReadBoolean()
            ? new CheckpointUpload(reader.ReadInt64(), reader.ReadDouble(), (CheckpointKind)reader.ReadInt32(), ReadBytes(reader))
            {
                Best = reader.ReadBoolean(),
                Keep = reader.ReadInt32(),
            }
            : null;

    private static void Write(BinaryWriter writer, ReadOnlyMemory<byte> content)
    {
        writer.Write(content.Length);
        writer.Write(content.Span);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);
}
