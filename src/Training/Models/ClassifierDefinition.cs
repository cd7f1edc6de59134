using System.Text.Json.Nodes;
using Mantissa.Training.Formats;
using TorchSharp;

namespace Mantissa.Training.Models;

/// <summary>A network that gives each image one number per class.</summary>
public abstract class ClassifierDefinition : ModelDefinition
{
    /// <summary>Builds the network with its initial weights, which depend on <paramref name="seed"/> and the options only.</summary>
    /// <param name="options">The specification's <c>modelOptions</c>.</param>
    /// <param name="images">Shape of the images.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="format">Where the network stores the result of each operation.</param>
    /// <returns>A module from images (N × channels × size × size) to logits (N × classes), on the CPU.</returns>
    /// <exception cref="TrainingInputException">An option is unknown or out of range.</exception>
    public abstract torch.nn.Module<torch.Tensor, torch.Tensor> Create(
        JsonObject options, ImageShape images, int classes, long seed, FormatSession format);
}
