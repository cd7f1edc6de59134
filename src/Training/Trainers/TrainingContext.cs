using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Datasets;
using Mantissa.Training.Models;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>Everything that a trainer is given: the checked specification and what the session made of it.</summary>
public sealed record TrainingContext
{
    /// <summary>With every default filled in.</summary>
    public required RunSpecification Specification { get; init; }

    public required ModelDefinition Model { get; init; }

    public required ImageDataset Dataset { get; init; }

    public required WatchedFormat Format { get; init; }

    public required torch.Device Device { get; init; }

    /// <summary>Folder for what later runs can use again.</summary>
    public required string CacheDirectory { get; init; }

    public required ITrainingObserver Observer { get; init; }

    /// <summary>Where to continue; <see langword="null"/> to start at step 1.</summary>
    public Checkpoint? Resume { get; init; }

    /// <summary>Weights to start from at step 1; <see langword="null"/> for the model's own.</summary>
    public StartWeights? Start { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public ImageShape Images => new(Dataset.Channels, Dataset.ImageSize);

    public T Options<T>()
        where T : TrainingOptions, new() => OptionsBinder.Bind<T>(Specification.Training, "training");

    public void Log(string message) => Observer.Log(TrainingLogLevel.Information, message);
}
