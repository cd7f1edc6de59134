using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using TorchSharp;

namespace Mantissa.Training.Checkpoints;

/// <summary>
/// The parts of a session that decide its future, registered once by the trainer: tensors by name and state as JSON. It writes them
/// as a checkpoint and puts them back.
/// </summary>
internal sealed class RunState(RunSpecification specification, string datasetHash, StartWeights? start = null)
{
    private readonly List<(string Name, torch.Tensor Tensor)> _tensors = [];
    private readonly List<string> _weights = [];
    private readonly List<(string Name, Func<JsonObject> Save, Action<JsonObject> Load)> _parts = [];

    /// <summary>Weights and buffers of a network. A run that starts from another's checkpoint gets them here.</summary>
    public void Add(string prefix, torch.nn.Module network)
    {
        var tensors = NamedTensors.Of(network, prefix).ToList();
        start?.CopyTo(tensors);
        _weights.AddRange(tensors.Select(pair => pair.Name));
        Add(tensors);
    }

    public void Add(IEnumerable<(string Name, torch.Tensor Tensor)> tensors) => _tensors.AddRange(tensors);

    public void Add(string name, ICheckpointState part) => Add(name, part.SaveState, part.LoadState);

    public void Add(string name, Func<JsonObject> save, Action<JsonObject> load) => _parts.Add((name, save, load));

    public byte[] Write(long step, double epoch)
    {
        var header = new CheckpointHeader
        {
            Version = CheckpointHeader.CurrentVersion,
            Model = specification.Model,
            Specification = SpecificationHash.Of(specification),
            Dataset = datasetHash,
            Step = step,
            Epoch = epoch,
            Weights = _weights,
            State = new JsonObject(_parts.Select(part => KeyValuePair.Create<string, JsonNode?>(part.Name, part.Save()))),
        };
        var writer = new SafeTensorsWriter();
        foreach (var (name, tensor) in _tensors)
            writer.Add(name, TensorBytes.TypeOf(tensor), tensor.shape, target => TensorBytes.Copy(tensor, target));
        return writer.Write(new Dictionary<string, string>
        {
            ["format"] = "pt",
            [CheckpointHeader.Key] = JsonSerializer.Serialize(header, CatalogueJson.Options),
        });
    }

    /// <exception cref="TrainingInputException">The checkpoint lacks a tensor or part, has one too many, or one of another shape.</exception>
    public void Restore(Checkpoint checkpoint)
    {
        var names = _tensors.Select(pair => pair.Name).ToHashSet();
        if (checkpoint.File.Tensors.FirstOrDefault(tensor => !names.Contains(tensor.Name)) is { } stranger)
            throw SafeTensorsReader.Bad($"it has a tensor '{stranger.Name}' that this model does not");
        NamedTensors.Restore(_tensors, checkpoint.File);
        foreach (var (name, _, load) in _parts)
            Load(name, load, checkpoint.Header.State);
    }

    private static void Load(string name, Action<JsonObject> load, JsonObject state)
    {
        if (state[name] is not JsonObject part)
            throw SafeTensorsReader.Bad($"it has no state of the part '{name}'");
        try
        {
            load(part);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or NullReferenceException or ArgumentException or KeyNotFoundException)
        {
            throw SafeTensorsReader.Bad($"the state of the part '{name}' cannot be read", exception);
        }
    }
}
