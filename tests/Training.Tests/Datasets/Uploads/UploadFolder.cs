using Mantissa.Training.Datasets.Uploads;

namespace Mantissa.Training.Tests.Datasets.Uploads;

/// <summary>Uploaded sets that lie in folders already.</summary>
internal sealed class UploadFolder(string folder) : IUploadSource
{
    public static Guid Set { get; } = new("01a20153-0000-7000-8000-000000000001");

    public UploadedFiles Open(Guid set, Action<string> log, CancellationToken cancellationToken) =>
        set == Set
            ? new("my set", folder, string.Join(' ', Directory.GetFiles(folder).Order().Select(path => $"{path} {new FileInfo(path).Length}")))
            : throw new TrainingInputException("datasetOptions.set", $"There is no uploaded set {set}.");
}
