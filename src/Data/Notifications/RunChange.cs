namespace Mantissa.Data.Notifications;

/// <summary>What about a run changed.</summary>
public enum RunChangeKind
{
    /// <summary>Its status, its events, or that it exists at all.</summary>
    Status,

    /// <summary>Step, epoch, throughput, loss.</summary>
    Progress,

    Metrics,
    Images,
    Artifacts,
    Logs,
    Checkpoints,

    /// <summary>No run, but a dashboard, or who may see it; the id is the dashboard's.</summary>
    Dashboard,

    /// <summary>Notifications may have been missed: read everything again. Comes with an empty run id.</summary>
    Everything,
}

/// <summary>A run changed.</summary>
public readonly record struct RunChange(Guid RunId, RunChangeKind Kind)
{
    internal string ToPayload() => $"{RunId} {Kind.ToString().ToLowerInvariant()}";

    internal static bool TryParse(string payload, out RunChange change)
    {
        change = default;
        var space = payload.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !Guid.TryParse(payload.AsSpan(0, space), out var id)
            || !Enum.TryParse<RunChangeKind>(payload.AsSpan(space + 1), ignoreCase: true, out var kind))
            return false;
        change = new RunChange(id, kind);
        return true;
    }
}
