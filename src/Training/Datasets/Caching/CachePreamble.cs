using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mantissa.Training.Datasets.Caching;

/// <summary>
/// The first 64 bytes of a cache file, all numbers little-endian: magic (8), version (4), length of the index (4), its offset (8), its
/// SHA-256 (32), zeros (8). The pixels of training and test images follow, then their labels as 32-bit integers, then the index.
/// It is written last, so a file without it is one that was never finished.
/// </summary>
internal readonly record struct CachePreamble(long IndexOffset, int IndexLength, ReadOnlyMemory<byte> IndexHash)
{
    public const int Size = 64;

    /// <summary>Raised whenever the layout or the way images are drawn, decoded or resized changes: older files are then prepared anew.</summary>
    public const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "MNTSDATA"u8;

    public static CachePreamble For(long indexOffset, ReadOnlySpan<byte> index) => new(indexOffset, index.Length, SHA256.HashData(index));

    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], IndexLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], IndexOffset);
        IndexHash.Span.CopyTo(bytes[24..]);
    }

    /// <exception cref="InvalidDataException">These are not the first bytes of a finished cache file of this version.</exception>
    public static CachePreamble Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
            throw new InvalidDataException("it was never finished or is another kind of file");
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) is var version && version != Version)
            throw new InvalidDataException($"it has version {version}, this program writes {Version}");
        return new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), bytes.Slice(24, 32).ToArray());
    }
}
