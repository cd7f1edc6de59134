using Mantissa.Catalogue;

namespace Mantissa.Training.Models;

/// <summary>
/// A network that can be trained: its catalogue entry and how to build it. One subclass per model, in its own file, found by discovery;
/// it needs a public parameterless constructor.
/// </summary>
public abstract class ModelDefinition
{
    /// <summary>Name, parameters, recipe and presets: everything that a form needs to offer the model.</summary>
    public abstract ModelEntry Entry { get; }
}
