using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Mantissa.Training.Datasets.ImageFolder.Zip;

/// <summary>The bytes of an entry, unpacked and compared with their checksum. The caller has looked at their number.</summary>
internal static class ZipContent
{
    private const uint HeaderSignature = 0x04034b50;
    private const int HeaderBytes = 30;

    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public static byte[] Read(SafeFileHandle file, ZipEntry entry)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)entry.Bytes);
        Read(file, entry, bytes);
        return bytes;
    }

    /// <param name="file">The zip.</param>
    /// <param name="entry">One of its directory.</param>
    /// <param name="buffer">Receives the bytes; at least as long as they are.</param>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public static void Read(SafeFileHandle file, ZipEntry entry, byte[] buffer)
    {
        var header = (stackalloc byte[HeaderBytes]);
        ZipDirectory.ReadExactly(file, entry.HeaderOffset, header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderSignature)
            throw new InvalidDataException("its header is damaged");
        var start = entry.HeaderOffset + HeaderBytes
            + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var bytes = buffer.AsSpan(0, (int)entry.Bytes);
        if (entry.Method == 0)
            ZipDirectory.ReadExactly(file, start, bytes);
        else
            Inflate(ZipDirectory.ReadExactly(file, start, (int)entry.PackedBytes), buffer, bytes.Length);
        if (Crc32.Compute(bytes) != entry.Crc)
            throw new InvalidDataException("its checksum is wrong");
    }

    private static void Inflate(byte[] packed, byte[] buffer, int length)
    {
        using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        stream.ReadExactly(buffer, 0, length);
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException("it is longer than the zip says");
    }
}
