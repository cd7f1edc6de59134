namespace Mantissa.Data.Retention;

/// <summary>What is kept of runs that ended, and for how long. Metrics, pictures, files and the history always stay.</summary>
/// <param name="Checkpoints">
/// For how long checkpoints stay that only a resume needs; <see langword="null"/> for ever. The final one, the best one, and those that another
/// run starts from always stay.
/// </param>
/// <param name="Logs">For how long console logs stay; <see langword="null"/> for ever.</param>
public sealed record RetentionOptions(TimeSpan? Checkpoints, TimeSpan? Logs);
