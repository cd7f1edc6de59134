using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Mantissa.Training.Datasets.ImageFolder.Zip;

/// <summary>
/// The central directory of a zip (PKWARE APPNOTE 6.3, sections 4.3.12 to 4.3.16, with ZIP64). Read by our own code because the
/// framework's archive reserves memory for whatever a file claims and reads one entry at a time.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const uint EntrySignature = 0x02014b50;
    private const int EndBytes = 22;
    private const int Locator64Bytes = 20;
    private const int EntryBytes = 46;

    /// <returns>All entries, and the SHA-256 of the directory: it covers every entry's name, length and checksum.</returns>
    /// <exception cref="InvalidDataException">This is no zip, or one that this program does not accept; the message says why.</exception>
    public static (List<ZipEntry> Entries, string Hash) Read(SafeFileHandle file, ZipLimits limits)
    {
        var (count, size, offset, end) = FindDirectory(file);
        if (count > limits.Entries)
            throw new InvalidDataException($"it has {count:N0} entries, more than the {limits.Entries:N0} allowed");
        if (size > limits.DirectoryBytes)
            throw new InvalidDataException($"its list of entries has {size:N0} bytes, more than the {limits.DirectoryBytes:N0} allowed");
        // Something may stand in front of the zip, such as a program that unpacks it: all offsets are then too small by the same amount.
        var shift = end - size - offset;
        if (size < count * EntryBytes || shift < 0)
            throw new InvalidDataException("its list of entries does not fit the file; it is cut off or damaged");
        var directory = ReadExactly(file, offset + shift, (int)size);
        var entries = new List<ZipEntry>((int)count);
        var rest = directory.AsSpan();
        var total = 0L;
        for (var i = 0L; i < count; i++)
        {
            var entry = ReadEntry(ref rest, shift, limits);
            if (entry.HeaderOffset > offset + shift - entry.PackedBytes)
                throw new InvalidDataException($"the entry '{entry.Name}' lies outside the file; it is cut off or damaged");
            if ((total += entry.Bytes) > limits.TotalBytes)
                throw new InvalidDataException($"its entries unpack to more than the {limits.TotalBytes >> 30:N0} GiB allowed");
            entries.Add(entry);
        }

        return (entries, Convert.ToHexStringLower(SHA256.HashData(directory)));
    }

    public static byte[] ReadExactly(SafeFileHandle file, long offset, int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        ReadExactly(file, offset, bytes);
        return bytes;
    }

    public static void ReadExactly(SafeFileHandle file, long offset, Span<byte> bytes)
    {
        for (var read = 0; read < bytes.Length;)
        {
            var more = RandomAccess.Read(file, bytes[read..], offset + read);
            if (more == 0)
                throw new InvalidDataException("it ends too early; it is cut off");
            read += more;
        }
    }

    private static (long Count, long Size, long Offset, long End) FindDirectory(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        // The end record may be followed by a comment of up to 65,535 bytes.
        var tail = ReadExactly(file, Math.Max(0, length - EndBytes - ushort.MaxValue), (int)Math.Min(length, EndBytes + ushort.MaxValue));
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (UInt32(record, 0) != EndSignature || at + EndBytes + UInt16(record, 20) != tail.Length)
                continue;
            var end = length - tail.Length + at;
            if (UInt16(record, 4) != 0 || UInt16(record, 6) != 0)
                throw new InvalidDataException("it is one part of a zip in several parts");
            if (at >= Locator64Bytes && UInt32(tail.AsSpan(at - Locator64Bytes), 0) == Locator64Signature)
                return FindDirectory64(file, end - Locator64Bytes, Int64(tail.AsSpan(at - Locator64Bytes), 8));
            return (UInt16(record, 10), UInt32(record, 12), UInt32(record, 16), end);
        }

        throw new InvalidDataException("it is not a zip file, or it is cut off");
    }

    private static (long Count, long Size, long Offset, long End) FindDirectory64(SafeFileHandle file, long locator, long offset)
    {
        const int RecordBytes = 56;
        if (offset < 0 || offset > locator - RecordBytes)
            throw new InvalidDataException("its ZIP64 record does not fit the file; it is cut off or damaged");
        var record = ReadExactly(file, offset, RecordBytes).AsSpan();
        var (count, size, start) = (Int64(record, 32), Int64(record, 40), Int64(record, 48));
        if (UInt32(record, 0) != End64Signature || count < 0 || size < 0 || start < 0)
            throw new InvalidDataException("its ZIP64 record is damaged");
        return (count, size, start, offset);
    }

    private static ZipEntry ReadEntry(ref Span<byte> rest, long shift, ZipLimits limits)
    {
        if (rest.Length < EntryBytes || UInt32(rest, 0) != EntrySignature)
            throw new InvalidDataException("its list of entries is damaged");
        var (flags, method) = (UInt16(rest, 8), UInt16(rest, 10));
        var (nameLength, extraLength, commentLength) = (UInt16(rest, 28), UInt16(rest, 30), UInt16(rest, 32));
        if (rest.Length < EntryBytes + nameLength + extraLength + commentLength)
            throw new InvalidDataException("its list of entries is damaged");
        var name = ReadName(rest.Slice(EntryBytes, nameLength), limits);
        if ((flags & 1) != 0)
            throw new InvalidDataException($"the entry '{name}' is encrypted");
        if (method is not (0 or 8))
            throw new InvalidDataException($"the entry '{name}' is packed by method {method}; pack it again with 'deflate' or 'store'");
        var (packed, bytes, offset) = ((long)UInt32(rest, 20), (long)UInt32(rest, 24), (long)UInt32(rest, 42));
        Read64(rest.Slice(EntryBytes + nameLength, extraLength), ref bytes, ref packed, ref offset);
        if (packed < 0 || bytes < 0 || offset < 0 || offset > long.MaxValue / 2)
            throw new InvalidDataException($"the entry '{name}' is damaged");
        var entry = new ZipEntry(name, method, UInt32(rest, 16), packed, bytes, offset + shift);
        rest = rest[(EntryBytes + nameLength + extraLength + commentLength)..];
        return entry;
    }

    /// <summary>ZIP64 puts the numbers that do not fit 32 bits into an extra field, in this order.</summary>
    private static void Read64(ReadOnlySpan<byte> extra, ref long bytes, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (UInt16(extra, 0), UInt16(extra, 2));
            if (extra.Length < 4 + length)
                return;
            var field = extra.Slice(4, length);
            extra = extra[(4 + length)..];
            if (id != 1)
                continue;
            Take(ref field, ref bytes);
            Take(ref field, ref packed);
            Take(ref field, ref offset);
        }

        static void Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue)
                return;
            if (field.Length < 8)
                throw new InvalidDataException("its list of entries is damaged");
            value = Int64(field, 0);
            field = field[8..];
        }
    }

    private static string ReadName(ReadOnlySpan<byte> bytes, ZipLimits limits)
    {
        if (bytes.Length > limits.NameLength)
            throw new InvalidDataException($"it has an entry whose name has {bytes.Length:N0} bytes, more than the {limits.NameLength:N0} allowed");
        var name = Encoding.UTF8.GetString(bytes);
        var parts = name.TrimEnd('/').Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains('\\', StringComparison.Ordinal) || part.Any(char.IsControl)))
            throw new InvalidDataException($"it has an entry named '{Printable(name)}', which is no plain relative name");
        return name;
    }

    private static string Printable(string name) => string.Concat(name.Take(80).Select(c => char.IsControl(c) ? '?' : c));

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
