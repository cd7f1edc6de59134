using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>Reads a chunk's arrays as they are stored.</summary>
internal static class StoredArrays
{
    /// <param name="reader">At a row.</param>
    /// <param name="column">The column of the steps; those of the values and times follow.</param>
    public static PointArrays Read(NpgsqlDataReader reader, int column) => new(
        DeltaCoding.Decode(reader.GetFieldValue<long[]>(column)),
        reader.GetFieldValue<double[]>(column + 1),
        DeltaCoding.Decode(reader.GetFieldValue<long[]>(column + 2)));

    /// <summary>Chunks that a statement finds, as series, attempt, sequence, part, whether sealed, steps, values and times.</summary>
    public static async Task<List<StoredChunk>> ReadChunksAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var chunks = new List<StoredChunk>();
        while (await reader.ReadAsync(cancellationToken))
            chunks.Add(new(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetBoolean(4), Read(reader, 5)));
        return chunks;
    }
}
