namespace Mantissa.Cli.Api;

/// <summary>A run as the API shows it, as far as this command looks.</summary>
internal sealed record ApiRun
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Model { get; init; }
    public required string Format { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public long Step { get; init; }
    public long TotalSteps { get; init; }
    public double? ImagesPerSecond { get; init; }
    public double? Loss { get; init; }
    public double? EtaSeconds { get; init; }
    public long Seed { get; init; }
    public string Dataset { get; init; } = "";
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    public bool Ended => Status is "Completed" or "Failed" or "Cancelled";

    public bool Succeeded => Status == "Completed";

    /// <summary>0 to 1.</summary>
    public double Done => Succeeded ? 1 : TotalSteps > 0 ? Math.Min(1, (double)Step / TotalSteps) : 0;
}

/// <summary>A comparison with its runs; its page is at <paramref name="Url"/>.</summary>
internal sealed record SubmittedComparison(Guid Id, string Name, string Url, IReadOnlyList<ApiRun> Runs);

/// <summary>A worker that is connected, with the queues that it serves.</summary>
internal sealed record RunningWorker(string Id, bool Alive, IReadOnlyList<string> Queues);

/// <summary>Points of one metric of one run, in ascending step.</summary>
internal sealed record Curve(Guid RunId, string Name, IReadOnlyList<long> Steps, IReadOnlyList<double> Values);

internal sealed record CurveList(IReadOnlyList<Curve> Series);

/// <summary>A picture that a run recorded.</summary>
internal sealed record Picture(string Name, long Step, int Width, int Height, string Url);

/// <summary>Something that happened to a run.</summary>
internal sealed record HistoryEntry(string Kind, string Message);

/// <summary>An address that signs somebody in, from the site's root.</summary>
internal sealed record SignInLink(string Path);
