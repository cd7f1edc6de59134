namespace Mantissa.Data.Uploads;

/// <summary>An upload is not taken; nothing of it is kept.</summary>
public sealed class UploadRefusedException(string part, string message) : Exception(message)
{
    /// <summary>What of the request is wrong: <c>name</c> or <c>file</c>.</summary>
    public string Field => part;
}

/// <summary>There is another set of that name.</summary>
public sealed class UploadConflictException(string name)
    : Exception($"There is a set named '{name}' already, with other files. Choose another name, or delete that set first.");

/// <summary>Runs train on the set, or have.</summary>
public sealed class UploadInUseException(int runs)
    : RefusedException($"{(runs == 1 ? "A run trains" : $"{runs:N0} runs train")} on this set; their results could not be repeated without it.");

/// <summary>A run names an uploaded set that is not there.</summary>
public sealed class UploadMissingException(Guid id)
    : RefusedException($"There is no uploaded set {id}. It may have been deleted; choose another one.");

/// <summary>What is stored of an upload is not what was sent.</summary>
public sealed class UploadDamagedException(string file) : Exception($"The uploaded file '{file}' is damaged: its content does not match its SHA-256.");
