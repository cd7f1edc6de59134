namespace Mantissa.Data.External;

/// <summary>The run is trained by this platform's workers; only they record it.</summary>
public sealed class NotExternalException(Guid id) : Exception($"Run {id} is trained by workers of this site; only they record it.");

/// <summary>The run was resumed: the attempt that the caller names is over.</summary>
public sealed class AttemptOverException(Guid id, int asked, int current)
    : Exception($"Run {id} is at attempt {current}, not {asked}. Only the program that resumed it last may record it.");

/// <summary>A batch does not follow the last one.</summary>
public sealed class SequenceGapException(long asked, long last)
    : Exception($"Batch {asked} cannot follow batch {last}: batches are numbered from 1 without gaps. Send batch {last + 1} first.");

/// <summary>The run has ended.</summary>
public sealed class RecordingEndedException(Guid id, Entities.RunStatus status)
    : Exception($"Run {id} is {status.ToString().ToLowerInvariant()}; resume it to record more.");

/// <summary>A resume names a batch that is not there.</summary>
public sealed class ResumeAfterException(long asked, long last)
    : Exception($"The run cannot be resumed after batch {asked}: the last one of its current attempt is {last}.");

/// <summary>A parameter has a value, and parameters do not change.</summary>
public sealed class ParameterSetException(string key, string old, string asked)
    : Exception($"The parameter '{key}' is '{Short(old)}' already and cannot become '{Short(asked)}': parameters of a run do not change.")
{
    private static string Short(string value) => value.Length > 100 ? value[..100] + "…" : value;
}
