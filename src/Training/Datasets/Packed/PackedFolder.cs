using System.Formats.Tar;
using Mantissa.Training.Datasets.ImageFolder.Zip;

namespace Mantissa.Training.Datasets.Packed;

/// <summary>
/// Some files of a folder, a zip or a tar.gz, by their own names: in which folder of the archive they lie does not matter, and nothing is
/// unpacked to disk.
/// </summary>
internal static class PackedFolder
{
    private const int MostMembers = 100_000;

    /// <param name="path">Folder or archive.</param>
    /// <param name="names">The files wanted.</param>
    /// <param name="largest">Bytes that one of them may have.</param>
    /// <returns>Those that are there.</returns>
    /// <exception cref="DatasetFileException">The archive is damaged, or a file is there twice or too large.</exception>
    public static Dictionary<string, byte[]> Read(string path, IReadOnlySet<string> names, int largest)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, bytes, read) in Directory.Exists(path) ? Folder(path, names) : IsZip(path) ? Zip(path, names) : Tar(path, names))
            {
                if (bytes > largest)
                    throw new DatasetFileException($"'{name}' has {bytes:N0} bytes, more than the {largest:N0} allowed; it is not the published file.");
                if (!files.TryAdd(name, read()))
                    throw new DatasetFileException($"'{Path.GetFileName(path)}' has two files named '{name}'; keep one.");
            }

            return files;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new DatasetFileException(
                $"'{Path.GetFileName(path)}' cannot be read: {exception.Message.TrimEnd('.')}. It is cut off or damaged; copy or download it again.", exception);
        }
    }

    public static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        return PackedFile.Read(file, magic) == 4 && magic is [(byte)'P', (byte)'K', 3 or 5, 4 or 6];
    }

    private static IEnumerable<(string Name, long Bytes, Func<byte[]> Read)> Folder(string path, IReadOnlySet<string> names) =>
        names.Select(name => (Name: name, File: new FileInfo(Path.Combine(path, name))))
            // A link could lead out of the folders that may be read.
            .Where(item => item.File is { Exists: true, LinkTarget: null })
            .Select(item => (item.Name, item.File.Length, (Func<byte[]>)(() => File.ReadAllBytes(item.File.FullName))));

    private static IEnumerable<(string Name, long Bytes, Func<byte[]> Read)> Zip(string path, IReadOnlySet<string> names)
    {
        using var file = File.OpenHandle(path);
        foreach (var entry in ZipDirectory.Read(file, ZipLimits.Default).Entries)
        {
            if (!entry.IsFolder && Path.GetFileName(entry.Name) is var name && names.Contains(name))
                yield return (name, Math.Max(entry.Bytes, entry.PackedBytes), () => ZipContent.Read(file, entry));
        }
    }

    private static IEnumerable<(string Name, long Bytes, Func<byte[]> Read)> Tar(string path, IReadOnlySet<string> names)
    {
        if (!PackedFile.IsGzip(path))
            throw new DatasetFileException($"'{Path.GetFileName(path)}' is neither a folder, nor a zip, nor a tar.gz.");
        using var content = new TarStream(PackedFile.Open(path));
        using var tar = new TarReader(content);
        for (var members = 0; tar.GetNextEntry() is { } entry; members++)
        {
            if (members == MostMembers)
                throw new DatasetFileException($"'{Path.GetFileName(path)}' has more than {MostMembers:N0} members.");
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && Path.GetFileName(entry.Name) is var name && names.Contains(name))
                yield return (name, entry.Length, () => ReadAll(entry));
        }
    }

    /// <summary>Names of the members of a tar.gz, without their folders; none when it is no tar.</summary>
    public static IReadOnlyCollection<string> Names(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var content = new TarStream(PackedFile.Open(path));
            using var tar = new TarReader(content);
            while (names.Count < MostMembers && tar.GetNextEntry() is { } entry)
                names.Add(Path.GetFileName(entry.Name));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // Whoever reads the members says what is wrong with the archive.
        }

        return names;
    }

    private static byte[] ReadAll(TarEntry entry)
    {
        var bytes = new byte[entry.Length];
        entry.DataStream?.ReadExactly(bytes);
        return bytes;
    }
}
