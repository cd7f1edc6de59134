using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Training.Checkpoints;

/// <summary>What a checkpoint says beside its tensors; JSON under <see cref="Key"/> of the file's metadata.</summary>
public sealed record CheckpointHeader
{
    public const string Key = "mantissa";

    /// <summary>Raised when a reader of the old version would misread a new file.</summary>
    public const int CurrentVersion = 2;

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

    /// <summary>Names of the tensors that are weights and buffers of the networks: what is left of a checkpoint when it is exported.</summary>
    public required IReadOnlyList<string> Weights { get; init; }

    /// <summary>State that is not tensors, by part: <c>format</c>, <c>metrics</c>, <c>cursor</c>, <c>best</c> …</summary>
    public required JsonObject State { get; init; }

    /// <summary>Reads the header of a checkpoint.</summary>
    /// <exception cref="TrainingInputException">There is none, it is of another version, or it cannot be read.</exception>
    public static CheckpointHeader Of(SafeTensorsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Metadata.TryGetValue(Key, out var text))
            throw SafeTensorsReader.Bad("it holds tensors, but not the state of a run; exported weights cannot be continued from");
        try
        {
            // The version is looked at first: a newer one may have members that this reader rejects.
            var version = JsonNode.Parse(text)?["version"]?.GetValue<int>();
            if (version != CurrentVersion)
                throw SafeTensorsReader.Bad($"it has version {version}, and this program reads version {CurrentVersion}");
            return JsonSerializer.Deserialize<CheckpointHeader>(text, CatalogueJson.Options) ?? throw new JsonException();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw SafeTensorsReader.Bad("its description of the run's state cannot be read", exception);
        }
    }
}
