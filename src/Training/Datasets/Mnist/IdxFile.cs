using System.Buffers.Binary;
using Mantissa.Training.Datasets.Packed;
using Mantissa.Training.Imaging;

namespace Mantissa.Training.Datasets.Mnist;

/// <summary>
/// IDX files, plain or packed by gzip (LeCun, Cortes and Burges, "The MNIST database"): two zero bytes, the type of a value (8, an unsigned
/// byte), the number of dimensions, each dimension as a big-endian 32-bit number, then the values. Read strictly: a file holds what its
/// header says, to the byte.
/// </summary>
internal static class IdxFile
{
    private const int UnsignedByte = 8;
    private const int MostImages = 10_000_000;

    /// <summary>How many dimensions the file says that it has; <see langword="null"/> when it is no IDX file of bytes.</summary>
    public static int? Dimensions(string path)
    {
        using var content = PackedFile.Open(path);
        Span<byte> magic = stackalloc byte[4];
        return PackedFile.Read(content, magic) == 4 && magic is [0, 0, UnsignedByte, var dimensions] ? dimensions : null;
    }

    /// <summary>Grey images (three dimensions: images, rows, columns) with the labels of another file (one dimension).</summary>
    /// <exception cref="DatasetFileException">Either file is damaged, or they do not belong together; the message names the file and the place in it.</exception>
    public static PackedImages ReadPair(string imagesPath, string labelsPath)
    {
        var (shape, pixels) = Read(imagesPath, 3, "images");
        var (count, labels) = Read(labelsPath, 1, "labels");
        if (shape[0] != count[0])
        {
            throw new DatasetFileException(
                $"'{Name(imagesPath)}' has {shape[0]:N0} images and '{Name(labelsPath)}' has {count[0]:N0} labels (both say so at byte 4): they are of different sets. Give the two files of one set.");
        }

        return new(1, shape[1], shape[2], pixels, [.. labels.Select(label => (int)label)]);
    }

    private static (int[] Shape, byte[] Values) Read(string path, int dimensions, string what)
    {
        try
        {
            using var content = PackedFile.Open(path);
            return Read(content, Name(path), dimensions, what);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new DatasetFileException($"'{Name(path)}' cannot be unpacked: {exception.Message} It is damaged; copy or download it again.", exception);
        }
    }

    private static (int[] Shape, byte[] Values) Read(Stream content, string name, int dimensions, string what)
    {
        var header = new byte[4 + (4 * dimensions)];
        var read = PackedFile.Read(content, header);
        if (read < header.Length)
            throw new DatasetFileException($"'{name}' ends at byte {read:N0}, within its header of {header.Length} bytes. It is cut off; copy or download it again.");
        var magic = BinaryPrimitives.ReadInt32BigEndian(header);
        if (magic != (UnsignedByte << 8) + dimensions)
        {
            throw new DatasetFileException(
                $"'{name}' begins with {magic:X8}, not with {(UnsignedByte << 8) + dimensions:X8} as IDX {what} do (byte 0). "
                + $"Give the file of the {what} here.");
        }

        var shape = new int[dimensions];
        for (var i = 0; i < dimensions; i++)
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * i)));
        Check(shape, name, what);
        var bytes = shape.Aggregate(1L, (product, side) => product * side);
        if (bytes > Array.MaxLength)
            throw new DatasetFileException($"'{name}' says that it has {bytes:N0} bytes of {what} (byte 4), more than the {Array.MaxLength:N0} that fit. Split it, or make the images smaller.");
        var values = ReadValues(content, bytes, name, header.Length);
        return (shape, values);
    }

    /// <summary>Grows with what is there: a header that promises too much costs no memory.</summary>
    private static byte[] ReadValues(Stream content, long bytes, string name, int headerBytes)
    {
        const int Piece = 16 << 20;
        var values = new byte[Math.Min(bytes, Piece)];
        var read = PackedFile.Read(content, values);
        while (read == values.Length && read < bytes)
        {
            Array.Resize(ref values, (int)Math.Min(bytes, 2L * values.Length));
            read += PackedFile.Read(content, values.AsSpan(read));
        }

        if (read < bytes)
        {
            throw new DatasetFileException(
                $"'{name}' ends at byte {headerBytes + read:N0}; by its header it has {headerBytes + bytes:N0}. It is cut off; copy or download it again.");
        }

        return content.ReadByte() < 0
            ? values
            : throw new DatasetFileException($"'{name}' goes on after byte {headerBytes + bytes:N0}, where it ends by its header. It is damaged or another file; copy or download it again.");
    }

    private static void Check(int[] shape, string name, string what)
    {
        if (shape[0] is < 1 or > MostImages)
            throw new DatasetFileException($"'{name}' says that it has {shape[0]:N0} {what} (byte 4); 1 to {MostImages:N0} are allowed.");
        if (shape.Length < 3)
            return;
        try
        {
            ImageLimits.Default.Check(shape[2], shape[1]);
        }
        catch (InvalidImageException exception)
        {
            throw new DatasetFileException($"'{name}' cannot be used, {exception.Message} (byte 8).", exception);
        }
    }

    private static string Name(string path) => Path.GetFileName(path);
}
