namespace Mantissa.Data.Runs;

/// <summary>What became of something that was asked for many runs: each is in one of the lists.</summary>
public sealed record BatchOutcome
{
    /// <summary>For these it was done.</summary>
    public IReadOnlyList<Guid> Changed { get; init; } = [];

    /// <summary>These were so already.</summary>
    public IReadOnlyList<Guid> Already { get; init; } = [];

    /// <summary>For these it cannot be done.</summary>
    public IReadOnlyList<BatchRefusal> Refused { get; init; } = [];

    /// <summary>These are not there any more.</summary>
    public IReadOnlyList<Guid> Missing { get; init; } = [];
}

/// <summary>A run for which something cannot be done.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reason">Why, in words for a person.</param>
public sealed record BatchRefusal(Guid Run, string Reason);
