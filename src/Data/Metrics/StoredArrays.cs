using System.Buffers;
using System.Buffers.Binary;
using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Reads a chunk's arrays as they are stored, from the bytes of PostgreSQL's binary format: a header of five integers, then every element
/// with its length before it. The driver's own way, which asks every element for its type, takes twenty times as long.
/// </summary>
internal static class StoredArrays
{
    private const int HeaderBytes = 5 * sizeof(int);
    private const int ElementBytes = sizeof(int) + sizeof(long);

    /// <param name="reader">At a row.</param>
    /// <param name="column">The column of the steps; those of the values and times follow.</param>
    public static PointArrays Read(NpgsqlDataReader reader, int column) => new(
        DeltaCoding.Decode(ReadArray(reader, column, BinaryPrimitives.ReadInt64BigEndian)),
        ReadArray(reader, column + 1, BinaryPrimitives.ReadDoubleBigEndian),
        DeltaCoding.Decode(ReadArray(reader, column + 2, BinaryPrimitives.ReadInt64BigEndian)));

    /// <summary>Chunks that a statement finds, as series, attempt, sequence, part, whether sealed, steps, values and times.</summary>
    public static async Task<List<StoredChunk>> ReadChunksAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var chunks = new List<StoredChunk>();
        while (await reader.ReadAsync(cancellationToken))
        {
            chunks.Add(new(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetBoolean(4), Read(reader, 5)));
        }

        return chunks;
    }

    private static T[] ReadArray<T>(NpgsqlDataReader reader, int column, ReadElement<T> element)
    {
        using var stream = reader.GetStream(column);
        var length = (int)stream.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            stream.ReadExactly(bytes, 0, length);
            return Parse(bytes.AsSpan(0, length), element);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static T[] Parse<T>(ReadOnlySpan<byte> bytes, ReadElement<T> element)
    {
        var count = (bytes.Length - HeaderBytes) / ElementBytes;
        if (BinaryPrimitives.ReadInt32BigEndian(bytes) != 1 || bytes.Length != HeaderBytes + (count * ElementBytes))
            throw new InvalidDataException("A chunk of a metric holds an array that is not one of eight-byte numbers.");
        var values = new T[count];
        for (var i = 0; i < count; i++)
            values[i] = element(bytes[(HeaderBytes + (i * ElementBytes) + sizeof(int))..]);
        return values;
    }

    private delegate T ReadElement<out T>(ReadOnlySpan<byte> bytes);
}
