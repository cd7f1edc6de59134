using Mantissa.Catalogue;
using Mantissa.Training.Accelerators;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets;
using Mantissa.Training.Formats;
using Mantissa.Training.Models;
using Mantissa.Training.Trainers;

namespace Mantissa.Training;

/// <summary>What this machine can train: everything that discovery finds, as the document that a worker publishes.</summary>
public static class TrainingCatalogue
{
    public static CatalogueDocument Describe(TrainingEnvironment environment) => new()
    {
        Models = [.. Registry.All<ModelDefinition>().Select(model => model.Entry)],
        Trainers = [.. Registry.All<Trainer>().Select(trainer => trainer.Entry)],
        Formats = [.. Registry.All<NumberFormat>().Select(format => format.Entry)],
        Datasets = [.. Registry.All<DatasetSource>().Select(dataset => dataset.Entry(environment))],
    };

    /// <summary>The devices here, the processor first. Loads libtorch.</summary>
    public static IReadOnlyList<DeviceDescription> Devices() => Accelerators.Devices.List();
}
