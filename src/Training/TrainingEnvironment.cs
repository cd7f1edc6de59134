using Mantissa.Training.Datasets.Uploads;

namespace Mantissa.Training;

/// <summary>What the machine offers to a session; nothing in it may change a result.</summary>
/// <param name="CacheDirectory">Folder for decoded datasets; created when missing.</param>
/// <param name="DataRoots">Absolute folders that a dataset path may lie in.</param>
/// <param name="Threads">Threads for tensor operations, at least 1.</param>
public sealed record TrainingEnvironment(string CacheDirectory, IReadOnlyList<string> DataRoots, int Threads)
{
    /// <summary>
    /// A server that has the published datasets as <c>dataset/file</c>, asked in place of their own servers; <see langword="null"/> for those.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>Where uploaded datasets are; <see langword="null"/> where there are none.</summary>
    public IUploadSource? Uploads { get; init; }
}
