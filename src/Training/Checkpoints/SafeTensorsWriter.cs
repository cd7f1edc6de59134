using System.Buffers.Binary;
using System.Text.Json;

namespace Mantissa.Training.Checkpoints;

/// <summary>Lays tensors out as a safetensors file in memory; each tensor's bytes are copied once, into their final place.</summary>
public sealed class SafeTensorsWriter
{
    private readonly List<(string Name, ElementType Type, long[] Shape, int Length, Action<Span<byte>> CopyTo)> _tensors = [];

    /// <param name="name">Unique in the file.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Extents; empty for a scalar.</param>
    /// <param name="copyTo">Writes all elements, row-major and little-endian, into a span of exactly their size.</param>
    public void Add(string name, ElementType type, ReadOnlySpan<long> shape, Action<Span<byte>> copyTo)
    {
        var length = (long)type.Size();
        foreach (var extent in shape)
            length = checked(length * extent);
        _tensors.Add((name, type, shape.ToArray(), checked((int)length), copyTo));
    }

    public byte[] Write(IReadOnlyDictionary<string, string> metadata)
    {
        var header = Header(metadata);
        // The header is padded with spaces so that the tensors start at a multiple of eight, as readers that map the file expect.
        var start = 8 + ((header.Length + 7) & ~7);
        var file = new byte[checked(start + _tensors.Sum(tensor => tensor.Length))];
        BinaryPrimitives.WriteInt64LittleEndian(file, start - 8);
        file.AsSpan(8, start - 8).Fill((byte)' ');
        header.CopyTo(file.AsSpan(8));
        var offset = start;
        foreach (var tensor in _tensors)
        {
            tensor.CopyTo(file.AsSpan(offset, tensor.Length));
            offset += tensor.Length;
        }

        return file;
    }

    private byte[] Header(IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, text) in metadata)
                json.WriteString(key, text);
            json.WriteEndObject();
            var offset = 0;
            foreach (var (name, type, shape, length, _) in _tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type.ToString());
                json.WriteStartArray("shape");
                foreach (var extent in shape)
                    json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
