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
}
