namespace Mantissa.Data.Querying;

/// <summary>What every run has, under the names that queries use. Case and underscores do not matter: <c>createdAt</c> is <c>created_at</c>.</summary>
public static class RunAttributes
{
    public static RunAttribute Archived { get; } =
        new("archived", AttributeKind.Flag, "(run.archived_at is not null)", "boolean", Optional: false, "Whether it is in the archive");

    public static IReadOnlyList<RunAttribute> All { get; } =
    [
        Text("name", "name", "Its name") with { Aliases = ["runName"] },
        Text("model", "model", "The network, e.g. 'resnet'"),
        Text("format", "format", "The number format, e.g. 'flex16+5'"),
        Text("dataset", "dataset", "The data it trains on"),
        new("status", AttributeKind.Status, "run.status", "text", Optional: false, "'Queued', 'Starting', 'Running', 'Completed', 'Failed' or 'Cancelled'"),
        Text("queue", "queue", "The queue it waits or waited in"),
        Text("worker", "worker_id", "The worker that has or had it", optional: true),
        Text("notes", "notes", "Its notes", optional: true),
        Text("reason", "status_reason", "Why it is in its status", optional: true),
        new("user", AttributeKind.Text, "(run.tags ->> 'mlflow.user')", "text", Optional: true, "Who made it, where its program says so") { Aliases = ["userId"] },
        new(
            "source", AttributeKind.Text, "(case when run.external then 'external' else 'platform' end)", "text", Optional: false,
            "'platform', or 'external' for a run that was made elsewhere and recorded here"),
        Number("experiment", "run.experiment_id", "bigint", "The experiment that it belongs to") with { Aliases = ["experimentId"] },
        new("id", AttributeKind.Id, "run.id", "uuid", Optional: false, "Its id") { Aliases = ["runId", "runUuid"] },
        new("comparison", AttributeKind.Id, "run.comparison_id", "uuid", Optional: true, "The comparison that it belongs to") { Aliases = ["comparisonId"] },
        Number("seed", "run.seed", "bigint", "The seed of weights, order and noise"),
        Number("attempt", "run.attempt", "integer", "How many times a worker claimed it"),
        Number("step", "run.step", "bigint", "Training steps done"),
        Number("totalSteps", "run.total_steps", "bigint", "Training steps in all"),
        Number("epoch", "run.epoch", "double precision", "Epochs done"),
        Number("loss", "nullif(run.loss, 'NaN')", "double precision", "The last training loss", optional: true),
        Number("imagesPerSecond", "nullif(run.images_per_second, 'NaN')", "double precision", "Training throughput", optional: true),
        Number(
            "duration", "extract(epoch from run.finished_at - run.started_at)::double precision", "double precision",
            "Seconds from start to end, once it has ended", optional: true),
        Time("created", "created_at", "When it was submitted", optional: false) with { Aliases = ["createdAt"] },
        Time("started", "started_at", "When training began") with { Aliases = ["startedAt", "startTime"] },
        Time("finished", "finished_at", "When it ended") with { Aliases = ["finishedAt", "endTime"] },
        Archived,
    ];

    private static readonly Dictionary<string, RunAttribute> ByName = All
        .SelectMany(attribute => attribute.Aliases.Prepend(attribute.Name).Select(name => (Name: Plain(name), attribute)))
        .ToDictionary(entry => entry.Name, entry => entry.attribute, StringComparer.OrdinalIgnoreCase);

    public static RunAttribute? Find(string name) => ByName.GetValueOrDefault(Plain(name ?? ""));

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static RunAttribute Text(string name, string column, string help, bool optional = false) =>
        new(name, AttributeKind.Text, $"run.{column}", "text", optional, help);

    private static RunAttribute Number(string name, string sql, string type, string help, bool optional = false) =>
        new(name, AttributeKind.Number, sql, type, optional, help);

    private static RunAttribute Time(string name, string column, string help, bool optional = true) =>
        new(name, AttributeKind.Time, $"run.{column}", "timestamptz", optional, help);
}
