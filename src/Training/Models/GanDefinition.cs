using System.Text.Json.Nodes;
using Mantissa.Training.Formats;

namespace Mantissa.Training.Models;

/// <summary>A generator and the network that it is trained against.</summary>
public abstract class GanDefinition : ModelDefinition
{
    /// <summary>Builds both networks with their initial weights, which depend on <paramref name="seed"/> and the options only.</summary>
    /// <param name="options">The specification's <c>modelOptions</c>.</param>
    /// <param name="images">Shape of the images.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="format">Where the networks store the result of each operation.</param>
    /// <exception cref="TrainingInputException">An option is unknown or out of range.</exception>
    public abstract GanNetworks Create(JsonObject options, ImageShape images, long seed, FormatSession format);
}
