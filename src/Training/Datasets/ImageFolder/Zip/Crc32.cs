namespace Mantissa.Training.Datasets.ImageFolder.Zip;

/// <summary>The checksum of zip files: CRC-32 with the reflected polynomial EDB88320 (ISO 3309), four bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = CreateTables();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = t3[crc & 0xFF] ^ t2[(crc >> 8) & 0xFF] ^ t1[(crc >> 16) & 0xFF] ^ t0[crc >> 24];
        }

        foreach (var value in bytes)
            crc = (crc >> 8) ^ t0[(crc ^ value) & 0xFF];
        return ~crc;
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[4][];
        for (var table = 0; table < 4; table++)
        {
            tables[table] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var value = table == 0 ? i : tables[table - 1][i];
                for (var bit = 0; bit < 8; bit++)
                    value = (value >> 1) ^ ((value & 1) * 0xEDB88320);
                tables[table][i] = value;
            }
        }

        return tables;
    }
}
