using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Training.Datasets;

/// <summary>Where images come from. One subclass per dataset, found by the registry; it needs a public parameterless constructor.</summary>
public abstract class DatasetSource
{
    /// <summary>Name, options and tasks, for the catalogue that this machine publishes.</summary>
    public abstract DatasetEntry Entry(TrainingEnvironment environment);

    /// <summary>
    /// Opens the images, decoding or drawing them first unless an earlier run on this machine has done so. The same options and the same
    /// files give the same images, in the same order.
    /// </summary>
    /// <param name="options">The <c>datasetOptions</c> section of the run specification.</param>
    /// <param name="environment">The cache folder and the folders that may be read.</param>
    /// <param name="log">Receives progress and warnings as sentences; called from the calling thread.</param>
    /// <param name="cancellationToken">Stops the preparation and leaves nothing half-written behind.</param>
    /// <exception cref="TrainingInputException">The options or the files that they name cannot be used; the field says which.</exception>
    /// <exception cref="IOException">The cache cannot be written, e.g. because the disk is full.</exception>
    public abstract ImageDataset Open(
        JsonObject options, TrainingEnvironment environment, Action<string> log, CancellationToken cancellationToken);
}
