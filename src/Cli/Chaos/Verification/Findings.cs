namespace Mantissa.Cli.Chaos.Verification;

/// <summary>What became of the promises in one round, or in several taken together.</summary>
internal sealed record Findings
{
    public int Runs { get; init; }

    /// <summary>Points that workers have noted as acknowledged.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Points that were acknowledged, or that the undisturbed run has, and that are not there or have another value.</summary>
    public long Lost { get; init; }

    /// <summary>Points of a metric at a step where it has one already.</summary>
    public long Doubled { get; init; }

    /// <summary>Whether every curve has the steps of the undisturbed run and no other.</summary>
    public bool Contiguous { get; init; } = true;

    public bool WeightsEqual { get; init; } = true;

    /// <summary>Whether every run completed, and did so once.</summary>
    public bool EndedOnce { get; init; } = true;

    public bool QueueEmpty { get; init; } = true;

    /// <summary>Processes that nobody waits for.</summary>
    public int Orphans { get; init; }

    /// <summary>For a person: everything that is not as promised.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    public bool Kept => Lost == 0 && Doubled == 0 && Contiguous && WeightsEqual && EndedOnce && QueueEmpty && Orphans == 0 && Broken.Count == 0;

    public static Findings operator +(Findings a, Findings b) => new()
    {
        Runs = a.Runs + b.Runs,
        Acknowledged = a.Acknowledged + b.Acknowledged,
        Lost = a.Lost + b.Lost,
        Doubled = a.Doubled + b.Doubled,
        Contiguous = a.Contiguous && b.Contiguous,
        WeightsEqual = a.WeightsEqual && b.WeightsEqual,
        EndedOnce = a.EndedOnce && b.EndedOnce,
        QueueEmpty = a.QueueEmpty && b.QueueEmpty,
        Orphans = a.Orphans + b.Orphans,
        Broken = [.. a.Broken, .. b.Broken],
    };
}
