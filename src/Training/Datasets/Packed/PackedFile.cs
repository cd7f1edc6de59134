using System.IO.Compression;

namespace Mantissa.Training.Datasets.Packed;

/// <summary>A file that may be packed by gzip, read as what is in it.</summary>
internal static class PackedFile
{
    /// <summary>Unpacked over packed, above <see cref="AlwaysAllowed"/>: images hardly shrink. What is all of one colour shrinks by 1,000.</summary>
    private const long Expansion = 100;

    /// <summary>Bytes that may come out of a file however small it is: labels that are sorted shrink to nothing.</summary>
    private const long AlwaysAllowed = 64 << 20;

    /// <summary>Whether the file begins as gzip does (RFC 1952, section 2.3.1).</summary>
    public static bool IsGzip(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    /// <summary>The content from its start, unpacked.</summary>
    public static Stream Open(string path)
    {
        var isGzip = IsGzip(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        return isGzip ? new BoundedStream(new GZipStream(file, CompressionMode.Decompress), Math.Max(AlwaysAllowed, Expansion * file.Length)) : file;
    }

    /// <summary>Fills the buffer as far as the content goes.</summary>
    /// <returns>How many bytes there were.</returns>
    /// <exception cref="InvalidDataException">The packing is damaged.</exception>
    public static int Read(Stream content, Span<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length && content.Read(buffer[done..]) is > 0 and var more)
            done += more;
        return done;
    }
}
