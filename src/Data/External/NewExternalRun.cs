using Mantissa.Catalogue;

namespace Mantissa.Data.External;

/// <summary>A run that a program elsewhere is about to make.</summary>
/// <param name="Specification">
/// What the program says of it. Model, format and dataset are free text, empty where nothing is said; its parameters are in
/// <see cref="RunSpecification.Training"/>.
/// </param>
/// <param name="ExperimentId">The experiment that it belongs to.</param>
/// <param name="HeartbeatTimeout">How long the program may be silent before the run counts as lost.</param>
public sealed record NewExternalRun(RunSpecification Specification, long ExperimentId, TimeSpan HeartbeatTimeout)
{
    /// <summary>When it began; now unless said.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The queue that such runs name; no worker can serve it, and nothing is ever put into it.</summary>
    public const string Queue = "external";
}

/// <summary>Where the recording of a run stands.</summary>
/// <param name="Attempt">Counts resumes, from 1; every write names it.</param>
/// <param name="Sequence">The last batch of the attempt that is stored; 0 before the first.</param>
/// <param name="Status">The run's status.</param>
/// <param name="CancelRequested">Whether somebody asked the run to stop: its program should end it.</param>
public sealed record RecordingState(int Attempt, long Sequence, Entities.RunStatus Status, bool CancelRequested);
