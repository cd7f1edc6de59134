using Mantissa.Catalogue.Validation;

namespace Mantissa.Data.Runs;

/// <summary>The worker no longer holds the run; nothing was written.</summary>
public sealed class LeaseLostException(RunLease lease)
    : Exception($"Worker {lease?.WorkerId} no longer holds run {lease?.RunId} (attempt {lease?.Attempt}).");

/// <summary>An idempotency key was used before, for something else.</summary>
public sealed class IdempotencyConflictException(string key)
    : RefusedException($"The idempotency key '{key}' was used before with a different request.")
{
    public string Key => key;
}

/// <summary>What an idempotency key made is deleted; the key does not make it again.</summary>
public sealed class IdempotencyGoneException(string key)
    : Exception($"The idempotency key '{key}' made something that has been deleted since. Use a new key to submit it again.");

/// <summary>The checkpoint that a run was to start from is not there, or not any more.</summary>
public sealed class StartCheckpointException(Guid checkpoint)
    : RefusedException($"There is no checkpoint {checkpoint}. Choose one that its run still has, or leave the field out.");

/// <summary>There is no such run.</summary>
public sealed class RunNotFoundException(Guid id) : RefusedException($"There is no run {id}.")
{
    public Guid RunId => id;
}

/// <summary>The run is not in a status that allows what was asked; the message says why, for a person.</summary>
public sealed class RunStateException(string message) : RefusedException(message);

/// <summary>The run is not as the caller last saw it.</summary>
public sealed class RunRevisionException(Guid id) : Exception($"Run {id} was changed meanwhile. Read it again, and repeat the change if it still applies.")
{
    public Guid RunId => id;
}

/// <summary>A change of a run's name, notes or tags is over a limit.</summary>
public sealed class RunEditException(IReadOnlyList<FieldError> errors) : Exception(string.Join(" ", (errors ?? []).Select(error => error.Message)))
{
    public IReadOnlyList<FieldError> Errors => errors;
}
