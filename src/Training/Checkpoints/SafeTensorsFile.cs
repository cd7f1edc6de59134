namespace Mantissa.Training.Checkpoints;

/// <summary>One tensor of a file: row-major, little-endian.</summary>
public sealed record SafeTensor(string Name, ElementType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data);

/// <summary>
/// A file in the safetensors layout: eight bytes with the length of the header, the header as JSON (for each tensor its type, shape and
/// place; under <c>__metadata__</c> texts by name), then the tensors without a gap. Other tools read the weights of a checkpoint from it.
/// </summary>
public sealed class SafeTensorsFile
{
    private readonly Dictionary<string, SafeTensor> _byName;

    public SafeTensorsFile(IReadOnlyList<SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
        _byName = tensors.ToDictionary(tensor => tensor.Name);
    }

    public IReadOnlyList<SafeTensor> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public SafeTensor? Find(string name) => _byName.GetValueOrDefault(name);
}
