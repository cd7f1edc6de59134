using Mantissa.Data.Querying;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>The columns that every run can fill: its attributes, and what is made of several of them.</summary>
internal static class FixedColumns
{
    public const string Name = "name";
    public const string Status = "status";
    public const string Format = "format";
    public const string Progress = "progress";
    public const string Result = "result";
    public const string Tags = "tags";

    /// <summary>Of a grouped table the first column: what makes the groups, and the names of their runs. It has the width of <see cref="Name"/>.</summary>
    public const string Group = "group";

    public static readonly IReadOnlyList<RunColumn> All =
    [
        Text(Name, "Run", 240, row => row.Run.Name),
        Text(Status, "Status", 128, row => row.Run.Status.ToString()),
        Text(Format, "Format", 112, row => row.Run.Format),
        Text("model", "Model", 104, row => row.Run.Model),
        Text("dataset", "Dataset", 120, row => row.Run.Dataset),
        Number("seed", "Seed", 64, row => $"{row.Run.Seed}"),
        new(Progress, "Progress", 148, (_, _) => "") { Field = FieldOf("epoch") },
        new(Result, "Result", 140, (row, _) => Numbers.Metric(row.Value, row.Metric?.Unit)) { IsNumber = true, IsMeasure = true },
        Time("created", "Submitted", row => row.Run.CreatedAt),
        Time("started", "Started", row => row.Run.StartedAt),
        Time("finished", "Ended", row => row.Run.FinishedAt),
        Measure("duration", "Duration", 104, (row, now) => RunPace.Duration(row.Run, now) is { } span ? Durations.Span(span) : ""),
        Measure("imagesPerSecond", "Images/s", 92, (row, _) => row.Run.ImagesPerSecond is { } rate ? Numbers.Value(rate, 3) : ""),
        Measure("loss", "Loss", 92, (row, _) => row.Run.Loss is { } loss ? Numbers.Value(loss) : ""),
        Measure("epoch", "Epoch", 76, (row, _) => Numbers.Value(row.Run.Epoch, 3)),
        Number("step", "Step", 84, row => Numbers.Count(row.Run.Step)),
        Text("worker", "Worker", 150, row => row.Run.WorkerId ?? ""),
        Text("queue", "Queue", 84, row => row.Run.Queue),
        Text("experiment", "Experiment", 130, row => row.Experiment ?? $"{row.Run.ExperimentId}"),
        new(Tags, "Tags", 180, (row, _) => string.Join(", ", row.Run.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}: {tag.Value}"))),
        Text("notes", "Notes", 200, row => row.Run.Notes ?? ""),
        Text("reason", "Reason", 220, row => row.Run.StatusReason ?? ""),
        Number("attempt", "Attempt", 80, row => $"{row.Run.Attempt}"),
        Text("source", "Made by", 92, row => row.Run.External ? "external" : "platform"),
        Text("user", "User", 100, row => row.Run.Tags.GetValueOrDefault("mlflow.user", "")),
    ];

    private static AttributeField FieldOf(string key) => new(RunAttributes.Find(key)!);

    private static RunColumn Text(string key, string title, int width, Func<RunRow, string> text) => new(key, title, width, (row, _) => text(row)) { Field = FieldOf(key) };

    private static RunColumn Number(string key, string title, int width, Func<RunRow, string> text) => Text(key, title, width, text) with { IsNumber = true };

    private static RunColumn Measure(string key, string title, int width, Func<RunRow, DateTimeOffset, string> text) =>
        new(key, title, width, text) { Field = FieldOf(key), IsNumber = true, IsMeasure = true };

    private static RunColumn Time(string key, string title, Func<RunRow, DateTimeOffset?> time) =>
        new(key, title, 120, (row, now) => time(row) is { } then ? Durations.Ago(then, now) : "") { Field = FieldOf(key), IsNumber = true };
}
