using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>The statements that write images, artifacts, histograms, log lines and events of a batch.</summary>
internal static class RecordSql
{
    public static NpgsqlBatchCommand Image(RunLease lease, long sequence, ImageUpload image)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into run_image (run_id, name, step, attempt, sequence, width, height, content_type, content)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (run_id, name, step) do update set attempt = excluded.attempt, sequence = excluded.sequence,
                width = excluded.width, height = excluded.height, content_type = excluded.content_type, content = excluded.content
            """);
        foreach (var value in new object[]
        {
            lease.RunId, image.Name, image.Step, lease.Attempt, sequence, image.Width, image.Height, image.ContentType, image.Content,
        })
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    public static NpgsqlBatchCommand Artifact(RunLease lease, long sequence, ArtifactUpload artifact)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into run_artifact (run_id, name, step, attempt, sequence, content_type, size, content)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (run_id, name, step) do update set attempt = excluded.attempt, sequence = excluded.sequence,
                content_type = excluded.content_type, size = excluded.size, content = excluded.content
            """);
        foreach (var value in new object[]
        {
            lease.RunId, artifact.Name, artifact.Step, lease.Attempt, sequence, artifact.ContentType, (long)artifact.Content.Length, artifact.Content,
        })
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    public static NpgsqlBatchCommand Histogram(RunLease lease, long sequence, HistogramUpload histogram)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into run_histogram (run_id, step, attempt, sequence, content) values ($1, $2, $3, $4, $5)
            on conflict (run_id, step) do update set attempt = excluded.attempt, sequence = excluded.sequence, content = excluded.content
            """);
        foreach (var value in new object[] { lease.RunId, histogram.Step, lease.Attempt, sequence, histogram.Content })
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    public static NpgsqlBatchCommand LogLines(RunLease lease, IReadOnlyList<LogRecord> lines)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into log_line (run_id, attempt, at, level, message)
            select $1, $2, line.* from unnest($3::timestamptz[], $4::text[], $5::text[]) as line
            """);
        command.Parameters.Add(new() { Value = lease.RunId });
        command.Parameters.Add(new() { Value = lease.Attempt });
        command.Parameters.Add(new() { Value = lines.Select(line => line.At.UtcDateTime).ToArray() });
        command.Parameters.Add(new() { Value = lines.Select(line => line.Level.ToString()).ToArray() });
        command.Parameters.Add(new() { Value = lines.Select(line => Storable(line.Message)).ToArray() });
        return command;
    }

    public static NpgsqlBatchCommand Events(RunLease lease, IReadOnlyList<EventRecord> events)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into run_event (run_id, attempt, worker_id, at, kind, message)
            select $1, $2, $3, event.* from unnest($4::timestamptz[], $5::text[], $6::text[]) as event
            """);
        command.Parameters.Add(new() { Value = lease.RunId });
        command.Parameters.Add(new() { Value = lease.Attempt });
        command.Parameters.Add(new() { Value = lease.WorkerId });
        command.Parameters.Add(new() { Value = events.Select(entry => entry.At.UtcDateTime).ToArray() });
        command.Parameters.Add(new() { Value = events.Select(entry => entry.Kind).ToArray() });
        command.Parameters.Add(new() { Value = events.Select(entry => Storable(entry.Message)).ToArray() });
        return command;
    }

    /// <summary>PostgreSQL's text cannot hold NUL; what a library prints sometimes does.</summary>
    private static string Storable(string text) => text.Replace('\0', '\uFFFD');
}
