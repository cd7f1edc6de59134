using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Api.Recording;

/// <summary>A run that a program elsewhere is about to make.</summary>
public sealed record ExternalRunRequest
{
    /// <summary>A name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is trained; the name of a model of the catalogue puts the run beside its runs.</summary>
    public string Model { get; init; } = "";

    /// <summary>On which data.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>In which number format.</summary>
    public string Format { get; init; } = "";

    public long Seed { get; init; }

    /// <summary>What else decides the run: texts, numbers and booleans by name.</summary>
    public JsonObject Parameters { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Markdown.</summary>
    public string? Notes { get; init; }

    /// <summary>The experiment that it belongs to, made if there is none of that name.</summary>
    public string? Experiment { get; init; }

    /// <summary>Seconds for which the program may be silent before the run counts as lost.</summary>
    public int HeartbeatTimeoutSeconds { get; init; } = RecordingRules.DefaultHeartbeatTimeout;

    /// <summary>When it began; now when left out.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>What a run recorded since the last batch.</summary>
public sealed record RecordsRequest
{
    /// <summary>The attempt that records: 1, and one more with every resume.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Numbers the batches of an attempt from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public IReadOnlyList<MetricRecord> Metrics { get; init; } = [];
    public IReadOnlyList<ImageRecord> Images { get; init; } = [];
    public IReadOnlyList<LogLineRecord> Logs { get; init; } = [];
    public IReadOnlyList<ArtifactRecord> Artifacts { get; init; } = [];
    public ProgressRecord? Progress { get; init; }
}

/// <summary>One value of a metric.</summary>
/// <param name="Name">E.g. <c>train/loss</c>.</param>
/// <param name="Step">Training step.</param>
/// <param name="Value">A number, or <c>"NaN"</c>, <c>"Infinity"</c> or <c>"-Infinity"</c> as text.</param>
/// <param name="Time">When it was measured; when the batch arrives if left out.</param>
public sealed record MetricRecord(
    string Name,
    long Step,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals), JsonRequired] double Value,
    DateTimeOffset? Time = null);

/// <summary>A picture.</summary>
/// <param name="Name">E.g. <c>samples</c>.</param>
/// <param name="Step">Training step; the same name and step again replaces the picture.</param>
/// <param name="Content">A PNG, in Base64.</param>
public sealed record ImageRecord(string Name, long Step, [property: JsonRequired] byte[] Content);

/// <summary>A small file. Larger ones are put as files of the run.</summary>
/// <param name="Name">E.g. <c>confusion-matrix.json</c>.</param>
/// <param name="Step">Training step; the same name and step again replaces the file.</param>
/// <param name="Content">Its bytes, in Base64.</param>
/// <param name="ContentType">Its media type.</param>
public sealed record ArtifactRecord(string Name, long Step, [property: JsonRequired] byte[] Content, string ContentType = "application/octet-stream");

/// <summary>A line of the console log.</summary>
/// <param name="Message">The line.</param>
/// <param name="Level">How serious it is.</param>
/// <param name="Time">When it was written; when the batch arrives if left out.</param>
public sealed record LogLineRecord(
    [property: JsonRequired] string Message,
    [property: JsonConverter(typeof(JsonStringEnumConverter<RunLogLevel>))] RunLogLevel Level = RunLogLevel.Information,
    DateTimeOffset? Time = null);

/// <summary>How far the run is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TotalSteps">Steps in all; 0 where nobody knows.</param>
/// <param name="Epoch">Epochs done, with a fraction.</param>
/// <param name="ImagesPerSecond">Training throughput.</param>
/// <param name="Loss">The last training loss.</param>
public sealed record ProgressRecord(
    long Step,
    long TotalSteps = 0,
    double Epoch = 0,
    double ImagesPerSecond = 0,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double? Loss = null);

/// <summary>A sign of life.</summary>
public sealed record HeartbeatRequest
{
    public int Attempt { get; init; } = 1;
    public ProgressRecord? Progress { get; init; }
}

/// <summary>The end of a run.</summary>
public sealed record FinishRequest
{
    public int Attempt { get; init; } = 1;

    /// <summary><c>Completed</c>, <c>Failed</c> or <c>Cancelled</c>.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
    public required RunStatus Status { get; init; }

    /// <summary>Why, for a person; needed unless it is completed.</summary>
    public string? Reason { get; init; }
}

/// <summary>A run goes on as a new attempt.</summary>
public sealed record ResumeRequest
{
    /// <summary>The last batch of the current attempt to keep, for a program that goes back to a checkpoint; all when left out.</summary>
    public long? AfterSequence { get; init; }
}

/// <summary>Where the recording of a run stands.</summary>
/// <param name="Attempt">The current attempt.</param>
/// <param name="Sequence">The last batch that is stored; 0 before the first of an attempt.</param>
/// <param name="Status">The run's status.</param>
/// <param name="CancelRequested">Whether somebody asked the run to stop: end it, and finish it as cancelled.</param>
public sealed record RecordingResource(
    int Attempt,
    long Sequence,
    [property: JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))] RunStatus Status,
    bool CancelRequested);
