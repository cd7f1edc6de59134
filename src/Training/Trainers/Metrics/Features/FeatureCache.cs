using Mantissa.Training.Checkpoints;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Trainers.Metrics.Features;

/// <summary>
/// Feature networks on disk, one for each dataset, as safetensors files: trained once per machine, under a temporary name, and renamed
/// when whole. A file that cannot be used is made again; a disk that cannot be written costs only the next run's time.
/// </summary>
internal sealed class FeatureCache(string directory, Action<string> log)
{
    /// <summary>Raised when the network or its training changes.</summary>
    private const int Version = 1;

    /// <summary>Fills the network with the dataset's weights; calls <paramref name="train"/> when there are none yet.</summary>
    public void Load(FeatureNetwork network, ImageDataset dataset, Action train, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, $"features-{dataset.Hash[..20]}-{Version}.safetensors");
        if (TryRead(path, network, dataset.Hash))
            return;
        using var held = Lock(path, cancellationToken);
        // Whoever held the lock before may have trained it.
        if (held is not null && TryRead(path, network, dataset.Hash))
            return;
        train();
        if (held is not null)
            Write(path, network, dataset.Hash);
    }

    /// <summary><see langword="null"/> where nothing can be written.</summary>
    private IDisposable? Lock(string path, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return CacheLock.Acquire(
                $"{path}.lock", () => log("Another process is training the feature classifier; waiting for it."), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log(NotKept(exception));
            return null;
        }
    }

    private bool TryRead(string path, FeatureNetwork network, string hash)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            var file = SafeTensorsReader.Read(File.ReadAllBytes(path));
            if (file.Metadata.GetValueOrDefault("dataset") != hash)
                throw new InvalidDataException("it is of another dataset");
            NamedTensors.Restore([.. NamedTensors.Of(network)], file);
            return true;
        }
        catch (Exception exception) when (exception is TrainingInputException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            log($"The feature classifier {path} cannot be used: {exception.Message} It is trained again.");
            return false;
        }
    }

    private void Write(string path, FeatureNetwork network, string hash)
    {
        var writer = new SafeTensorsWriter();
        foreach (var (name, tensor) in NamedTensors.Of(network))
            writer.Add(name, TensorBytes.TypeOf(tensor), tensor.shape, target => TensorBytes.Copy(tensor, target));
        var content = writer.Write(new Dictionary<string, string> { ["format"] = "pt", ["dataset"] = hash });
        // The lock makes this name ours; what a killed process left under it is overwritten.
        var temporary = $"{path}.part";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            log(NotKept(exception));
        }
    }

    private static string NotKept(Exception exception) => $"The feature classifier is not kept for later runs: {exception.Message}";
}
