using System.Text.Json.Serialization;
using Mantissa.Catalogue;
using Mantissa.Data.Entities;

namespace Mantissa.Web.Api.Resources;

/// <summary>A run as the API shows it.</summary>
public sealed record RunResource : IRevised
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Model { get; init; }
    public required string Format { get; init; }
    public required string Dataset { get; init; }
    public required long Seed { get; init; }
    public required string Queue { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
    public required RunStatus Status { get; init; }

    /// <summary>Why the run is in its status, in words; absent when nothing needs saying.</summary>
    public string? StatusReason { get; init; }

    /// <summary>How many times a worker has claimed it.</summary>
    public required int Attempt { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Optimizer steps in all; 0 until the trainer has counted them.</summary>
    public required long TotalSteps { get; init; }

    public required double Epoch { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? ImagesPerSecond { get; init; }

    /// <summary>The most memory that its worker's process had while it trained.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The last training loss; <c>"NaN"</c> and <c>"Infinity"</c> are written as text.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? Loss { get; init; }

    /// <summary>Seconds until the end at the run's mean pace so far; absent unless it runs.</summary>
    public double? EtaSeconds { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public Guid? ComparisonId { get; init; }

    /// <summary>The experiment that programs file it under; 0 unless they say otherwise.</summary>
    public required long ExperimentId { get; init; }

    /// <summary>Whether it is made elsewhere and only recorded here.</summary>
    public required bool External { get; init; }

    /// <summary>Everything that decides the run, with all defaults filled in.</summary>
    public required RunSpecification Specification { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Markdown; only in the answer about one run.</summary>
    public string? Notes { get; init; }

    /// <summary>When it was archived; absent while it is in the lists.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Counts the changes that people made to it; the first part of the run's <c>ETag</c>.</summary>
    public required long Revision { get; init; }

    /// <summary>The run's page.</summary>
    public required string Url { get; init; }

    /// <summary>Last values of the metrics that the model's trainer declares.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }
}
