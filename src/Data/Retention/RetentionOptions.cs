namespace Mantissa.Data.Retention;

/// <summary>What is kept for a while only, and for how long. Metrics, pictures, files and the history of runs always stay.</summary>
/// <param name="Checkpoints">
/// For how long checkpoints of runs that ended stay that only a resume needs; <see langword="null"/> for ever. The final one, the best one, and those that another
/// run starts from always stay.
/// </param>
/// <param name="Logs">For how long console logs of runs that ended stay; <see langword="null"/> for ever.</param>
/// <param name="Audit">For how long entries of the audit log stay; <see langword="null"/> for ever.</param>
public sealed record RetentionOptions(TimeSpan? Checkpoints, TimeSpan? Logs, TimeSpan? Audit = null);
