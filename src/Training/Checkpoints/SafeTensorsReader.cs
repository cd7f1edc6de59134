using System.Buffers.Binary;
using System.Text.Json;

namespace Mantissa.Training.Checkpoints;

/// <summary>Reads a safetensors file and believes nothing in it: every length, offset, type and name is checked before it is used.</summary>
public static class SafeTensorsReader
{
    private const int LargestHeader = 100_000_000;

    /// <exception cref="TrainingInputException">The bytes are not a whole, well-formed file; the message says what and where.</exception>
    public static SafeTensorsFile Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < 8)
            throw Bad($"it has {file.Length} bytes, less than the 8 that give its header's length");
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (headerLength > LargestHeader || headerLength > (ulong)(file.Length - 8))
            throw Bad($"its header is said to have {headerLength} bytes; the file has {file.Length - 8} after the length");
        var header = file.Slice(8, (int)headerLength);
        var data = file[(8 + (int)headerLength)..];
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            return Read(json.RootElement, data);
        }
        catch (JsonException exception)
        {
            throw Bad("its header is not JSON", exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Bad("its header does not have the fields of the safetensors layout", exception);
        }
    }

    private static SafeTensorsFile Read(JsonElement header, ReadOnlyMemory<byte> data)
    {
        var metadata = new Dictionary<string, string>();
        var tensors = new List<(long Begin, SafeTensor Tensor)>();
        var names = new HashSet<string>();
        foreach (var entry in header.EnumerateObject())
        {
            if (!names.Add(entry.Name))
                throw Bad($"'{entry.Name}' is there twice");
            if (entry.Name == "__metadata__")
            {
                foreach (var text in entry.Value.EnumerateObject())
                    metadata[text.Name] = text.Value.GetString() ?? throw Bad($"metadata '{text.Name}' is not text");
            }
            else
            {
                tensors.Add(ReadTensor(entry, data));
            }
        }

        CheckNoGaps(tensors, data.Length);
        return new SafeTensorsFile([.. tensors.Select(tensor => tensor.Tensor)], metadata);
    }

    private static (long Begin, SafeTensor Tensor) ReadTensor(JsonProperty entry, ReadOnlyMemory<byte> data)
    {
        var dtype = entry.Value.GetProperty("dtype").GetString();
        if (!Enum.TryParse<ElementType>(dtype, out var type) || !Enum.IsDefined(type) || type.ToString() != dtype)
            throw Bad($"tensor '{entry.Name}' has the element type '{dtype}', which is not used here");
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt64())];
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (offsets is not [var begin, var end] || begin < 0 || end < begin || end > data.Length)
            throw Bad($"tensor '{entry.Name}' lies at {string.Join("..", offsets)} of {data.Length} bytes");
        if (shape.Any(extent => extent < 0) || Size(type, shape) != end - begin)
            throw Bad($"tensor '{entry.Name}' of shape [{string.Join(", ", shape)}] and type {type} cannot have {end - begin} bytes");
        return (begin, new SafeTensor(entry.Name, type, shape, data.Slice((int)begin, (int)(end - begin))));
    }

    /// <summary>Bytes of a tensor, or −1 when there are more than a file can hold.</summary>
    private static long Size(ElementType type, long[] shape)
    {
        var size = (Int128)type.Size();
        foreach (var extent in shape)
        {
            size *= extent;
            if (size > int.MaxValue)
                return -1;
        }

        return (long)size;
    }

    private static void CheckNoGaps(List<(long Begin, SafeTensor Tensor)> tensors, int length)
    {
        var expected = 0L;
        // An empty tensor shares its place with the one after it and comes first.
        foreach (var (begin, tensor) in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.Tensor.Data.Length))
        {
            if (begin != expected)
                throw Bad($"tensor '{tensor.Name}' starts at byte {begin} where {expected} was expected");
            expected += tensor.Data.Length;
        }

        if (expected != length)
            throw Bad($"its tensors take {expected} bytes, but {length} follow the header; it was cut short or has something appended");
    }

    internal static TrainingInputException Bad(string what, Exception? inner = null) =>
        new("checkpoint", $"The checkpoint cannot be used: {what}. Choose another one, or submit the run anew without it.", inner);
}
