namespace Mantissa.Training;

/// <summary>What the machine offers to a session; nothing in it may change a result.</summary>
/// <param name="CacheDirectory">Folder for decoded datasets; created when missing.</param>
/// <param name="DataRoots">Absolute folders that a dataset path may lie in.</param>
/// <param name="Threads">Threads for tensor operations, at least 1.</param>
public sealed record TrainingEnvironment(string CacheDirectory, IReadOnlyList<string> DataRoots, int Threads);
