using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mantissa.Data.Checkpoints;

/// <summary>
/// Takes a checkpoint as a stream of bytes and passes on a safetensors file of its weights and buffers alone: a new header, then those
/// tensors in their order. Holds no more than the header in memory.
/// </summary>
internal sealed class WeightsFilter(Stream destination, IReadOnlyDictionary<string, string> metadata)
{
    private const int LengthBytes = 8;
    private const int LargestHeader = 100_000_000;

    private readonly ArrayBufferWriter<byte> head = new();
    private Queue<(long Begin, long End)>? kept;
    private long position;

    /// <exception cref="CheckpointException">The content is not a checkpoint, or one of a version that did not say what its weights are.</exception>
    public async Task AddAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        if (kept is null)
        {
            head.Write(part.Span);
            if (HeaderEnd() is not { } end || head.WrittenCount < end)
                return;
            await destination.WriteAsync(Begin(head.WrittenSpan[LengthBytes..end]), cancellationToken);
            part = head.WrittenMemory[end..];
        }

        await CopyAsync(part, cancellationToken);
    }

    private int? HeaderEnd()
    {
        if (head.WrittenCount < LengthBytes)
            return null;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(head.WrittenSpan);
        return length <= LargestHeader ? LengthBytes + (int)length : throw new CheckpointException("The checkpoint's header is damaged.");
    }

    /// <summary>Reads the old header, remembers which bytes are weights, and gives the new one with its length in front.</summary>
    private byte[] Begin(ReadOnlySpan<byte> header)
    {
        try
        {
            var tensors = JsonNode.Parse(header)!.AsObject();
            var state = JsonNode.Parse(tensors["__metadata__"]!["mantissa"]!.GetValue<string>())!;
            var names = state["weights"]!.AsArray().Select(name => name!.GetValue<string>()).ToHashSet();
            var weights = tensors.Where(tensor => names.Contains(tensor.Key))
                .Select(tensor => (Name: tensor.Key, Json: tensor.Value!, Begin: tensor.Value!["data_offsets"]![0]!.GetValue<long>(), End: tensor.Value["data_offsets"]![1]!.GetValue<long>()))
                .OrderBy(tensor => tensor.Begin).ToList();
            kept = new(weights.Select(tensor => (tensor.Begin, tensor.End)));
            var file = new JsonObject { ["__metadata__"] = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) };
            var offset = 0L;
            foreach (var (name, json, begin, end) in weights)
            {
                file[name] = new JsonObject
                {
                    ["dtype"] = json["dtype"]!.DeepClone(),
                    ["shape"] = json["shape"]!.DeepClone(),
                    ["data_offsets"] = new JsonArray(offset, offset += end - begin),
                };
            }

            return Framed(JsonSerializer.SerializeToUtf8Bytes(file));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new CheckpointException("The checkpoint does not say which of its tensors are weights: an older version wrote it, or its header is damaged.");
        }
    }

    /// <summary>Padded with spaces, so that the tensors start at a multiple of eight.</summary>
    private static byte[] Framed(byte[] header)
    {
        var padded = (header.Length + 7) & ~7;
        var framed = new byte[LengthBytes + padded];
        BinaryPrimitives.WriteInt64LittleEndian(framed, padded);
        framed.AsSpan(LengthBytes).Fill((byte)' ');
        header.CopyTo(framed, LengthBytes);
        return framed;
    }

    private async Task CopyAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var end = position + data.Length;
        while (kept!.TryPeek(out var range) && range.Begin < end)
        {
            var (first, last) = (Math.Max(range.Begin, position), Math.Min(range.End, end));
            if (last > first)
                await destination.WriteAsync(data.Slice((int)(first - position), (int)(last - first)), cancellationToken);
            if (range.End > end)
                break;
            kept.Dequeue();
        }

        position = end;
    }
}
