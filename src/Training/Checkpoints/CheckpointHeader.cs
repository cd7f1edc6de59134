using System.Text.Json.Nodes;

namespace Mantissa.Training.Checkpoints;

/// <summary>What a checkpoint says beside its tensors; JSON under <see cref="Key"/> of the file's metadata.</summary>
public sealed record CheckpointHeader
{
    public const string Key = "mantissa";

    /// <summary>Raised when a reader of the old version would misread a new file.</summary>
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>Name of the model, for a message when it is another.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of everything in the specification that decides the run; see <see cref="SpecificationHash"/>.</summary>
    public required string Specification { get; init; }

    /// <summary>SHA-256 of the images and labels.</summary>
    public required string Dataset { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public required long Step { get; init; }

    public required double Epoch { get; init; }

    /// <summary>State that is not tensors, by part: <c>format</c>, <c>metrics</c>, <c>cursor</c>, <c>best</c> …</summary>
    public required JsonObject State { get; init; }
}
