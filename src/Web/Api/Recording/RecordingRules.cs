using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Entities;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api.Recording;

/// <summary>What programs elsewhere may record, and how much at once. Every rule answers with all that is wrong, by field.</summary>
internal static class RecordingRules
{
    public const long LargestBatch = 16 << 20;
    public const int MostMetrics = 10_000;
    public const int MostLogLines = 5_000;
    public const int MostFiles = 50;
    public const int LargestFile = 4 << 20;
    public const int LongestName = 250;
    public const int LongestText = 6_000;
    public const int LongestLine = 16_384;
    public const int MostParameters = 1_000;
    public const int DefaultHeartbeatTimeout = 300;
    public const int ShortestHeartbeatTimeout = 10;
    public const int LongestHeartbeatTimeout = 7 * 24 * 3600;

    /// <summary>Pages count steps in JavaScript, whose numbers are exact so far.</summary>
    public const long LargestStep = (1L << 53) - 1;

    public static readonly DateTimeOffset FirstTime = DateTimeOffset.UnixEpoch;
    public static readonly DateTimeOffset LastTime = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<FieldError> Check(ExternalRunRequest run) =>
    [
        .. RunDescription.Check(run.Name, run.Notes, run.Tags),
        .. Text("model", run.Model, LongestName, least: 0), .. Text("dataset", run.Dataset, LongestName, least: 0),
        .. Text("format", run.Format, LongestName, least: 0),
        .. run.Experiment is { } experiment ? Text("experiment", experiment, 500) : [],
        .. Parameters(run.Parameters),
        .. run.HeartbeatTimeoutSeconds is < ShortestHeartbeatTimeout or > LongestHeartbeatTimeout
            ? Wrong("heartbeatTimeoutSeconds", $"A program may be silent for {ShortestHeartbeatTimeout} to {LongestHeartbeatTimeout:N0} seconds, not {run.HeartbeatTimeoutSeconds:N0}.")
            : [],
        .. Time("startedAt", run.StartedAt),
    ];

    public static IReadOnlyList<FieldError> Check(RecordsRequest records)
    {
        if (records.Sequence < 1)
            return Wrong("sequence", $"Batches are numbered from 1, not {records.Sequence}.");
        if (TooMany(records) is { Count: > 0 } many)
            return many;
        var errors = new List<FieldError>();
        Each(records.Metrics, "metrics", metric => [.. Text("name", metric.Name, LongestName), .. Step(metric.Step), .. Time("time", metric.Time)]);
        Each(records.Images, "images", image => [.. Text("name", image.Name, LongestName), .. Step(image.Step), .. Picture(image.Content)]);
        Each(records.Artifacts, "artifacts", file =>
            [.. Text("name", file.Name, LongestName), .. Step(file.Step), .. MediaType(file.ContentType), .. Size(file.Content)]);
        Each(records.Logs, "logs", line => [.. Text("message", line.Message, LongestLine, least: 0, anyCharacter: true), .. Time("time", line.Time)]);
        errors.AddRange(Check(records.Progress));
        return errors;

        // A batch in which everything is wrong is told about its first errors only.
        void Each<T>(IReadOnlyList<T> items, string list, Func<T, IEnumerable<FieldError>> check)
        {
            for (var i = 0; i < items.Count && errors.Count < 20; i++)
            {
                var index = i;
                errors.AddRange(items[i] is { } item
                    ? check(item).Select(error => error with { Field = $"{list}[{index}].{error.Field}" })
                    : Wrong($"{list}[{index}]", "An entry may not be null."));
            }
        }
    }

    public static IReadOnlyList<FieldError> Check(ProgressRecord? progress) => progress switch
    {
        null => [],
        { Step: < 0 or > LargestStep } => Wrong("progress.step", $"A step is from 0 to {LargestStep}, not {progress.Step}."),
        { TotalSteps: < 0 or > LargestStep } => Wrong("progress.totalSteps", $"Steps in all are from 0 to {LargestStep}, not {progress.TotalSteps}."),
        { Epoch: < 0 } => Wrong("progress.epoch", "Epochs done cannot be negative."),
        { ImagesPerSecond: < 0 } => Wrong("progress.imagesPerSecond", "A throughput cannot be negative."),
        _ => [],
    };

    public static IReadOnlyList<FieldError> Check(FinishRequest finish)
    {
        if (!finish.Status.IsFinished())
            return Wrong("status", $"A run ends Completed, Failed or Cancelled, not {finish.Status}.");
        return [.. finish.Reason is { } reason ? Text("reason", reason, LongestText, anyCharacter: true) : finish.Status == RunStatus.Failed ? Wrong("reason", "Say why the run failed.") : []];
    }

    private static List<FieldError> TooMany(RecordsRequest records)
    {
        var counts = new (string Field, int Count, int Most)[]
        {
            ("metrics", records.Metrics.Count, MostMetrics), ("logs", records.Logs.Count, MostLogLines),
            ("images", records.Images.Count, MostFiles), ("artifacts", records.Artifacts.Count, MostFiles),
        };
        return counts.Where(c => c.Count > c.Most)
            .SelectMany(c => Wrong(c.Field, $"A batch has at most {c.Most:N0} {c.Field}, not {c.Count:N0}; send more batches.")).ToList();
    }

    private static FieldError[] Parameters(JsonObject parameters)
    {
        if (parameters.Count > MostParameters)
            return Wrong("parameters", $"A run has at most {MostParameters:N0} parameters, not {parameters.Count:N0}.");
        return parameters
            .SelectMany(entry => Text($"parameters.{entry.Key}", entry.Key, LongestName).Concat(Value($"parameters.{entry.Key}", entry.Value)))
            .Take(20).ToArray();
    }

    private static FieldError[] Value(string field, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => [],
        JsonValueKind.String => Text(field, value.GetValue<string>(), LongestText, least: 0, anyCharacter: true),
        _ => Wrong(field, "A parameter is a text, a number or a boolean."),
    };

    private static FieldError[] Step(long step) =>
        step is >= 0 and <= LargestStep ? [] : Wrong("step", $"A step is from 0 to {LargestStep}, not {step}.");

    private static FieldError[] Time(string field, DateTimeOffset? time) =>
        time is null || (time >= FirstTime && time < LastTime) ? [] : Wrong(field, $"A time lies from {FirstTime:yyyy} to {LastTime.AddTicks(-1):yyyy}, not {time:yyyy-MM-dd}.");

    private static FieldError[] MediaType(string type) =>
        type is { Length: <= LongestName } && MediaTypeHeaderValue.TryParse(type, out _) ? [] : Wrong("contentType", "It is no media type, such as text/plain.");

    private static FieldError[] Picture(byte[]? content) =>
        Size(content) is { Length: > 0 } wrong ? wrong
        : PngHeader.TryRead(content!, out _) ? []
        : Wrong("content", $"A picture is a PNG of at most {PngHeader.LargestSide:N0} pixels a side.");

    private static FieldError[] Size(byte[]? content) => content switch
    {
        null => Wrong("content", "The content is missing."),
        { Length: > LargestFile } => Wrong("content", $"The content may have at most {LargestFile >> 20} MiB; put larger ones as files of the run."),
        _ => [],
    };

    private static FieldError[] Text(string field, string? text, int longest, int least = 1, bool anyCharacter = false)
    {
        if (text is null || text.Length < least || text.Length > longest)
            return Wrong(field, $"It has {least} to {longest:N0} characters, not {text?.Length ?? 0:N0}.");
        return !anyCharacter && text.Any(char.IsControl) ? Wrong(field, "It may not contain control characters.") : [];
    }

    private static FieldError[] Wrong(string field, string message) => [new(field, null, message)];
}
