using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using Mantissa.Training.Imaging;

namespace Mantissa.Training.Datasets.ImageFolder;

/// <summary>Image files below a folder. Links are not followed: one could lead out of the folders that may be read.</summary>
internal sealed class FolderFiles : ImageFiles
{
    private readonly string _root;
    private readonly (string Name, long Length)[] _images;

    public FolderFiles(string root)
    {
        _root = root;
        var images = new List<(string Name, long Length, long Modified)>();
        var (folders, files) = (new List<string>(), new List<string>());
        try
        {
            foreach (var (name, length, modified, isFolder) in Enumerate(root))
            {
                if (IsHidden(name))
                    continue;
                if (isFolder)
                    folders.Add(name);
                else if (IsImage(name))
                    images.Add((name, length, modified));
                else
                    files.Add(name);
                if (images.Count + files.Count > MaximumFiles)
                    throw Unusable($"'{root}' has more than {MaximumFiles:N0} files.");
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Unusable($"'{root}' cannot be listed: {exception.Message}", exception);
        }

        images.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        _images = [.. images.Select(image => (image.Name, image.Length))];
        Names = [.. images.Select(image => image.Name)];
        var parents = Names.Concat(files).SelectMany(Ancestors).ToHashSet();
        EmptyFolders = [.. folders.Where(folder => !parents.Contains(folder)).Order(StringComparer.Ordinal)];
        OtherFiles = files.Count;
        Identity = $"folder {root} {Digest(images)}";
    }

    public override IReadOnlyList<string> Names { get; }

    public override IReadOnlyList<string> EmptyFolders { get; }

    public override int OtherFiles { get; }

    public override string Identity { get; }

    public override ReadOnlySpan<byte> Read(int index, ref byte[] buffer)
    {
        var (name, listed) = _images[index];
        // A pipe or device has no length either; opening one could wait for ever.
        if (listed == 0)
            throw new InvalidImageException("the file is empty");
        try
        {
            using var handle = File.OpenHandle(Path.Combine(_root, name));
            var length = RandomAccess.GetLength(handle);
            if (length > ImageLimits.Default.MaximumBytes)
                throw new InvalidImageException($"the file has {length:N0} bytes, more than the {ImageLimits.Default.MaximumBytes:N0} allowed");
            RequireCapacity(ref buffer, (int)length);
            var read = 0;
            while (read < length && RandomAccess.Read(handle, buffer.AsSpan(read, (int)length - read), read) is > 0 and var more)
                read += more;
            return buffer.AsSpan(0, read);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new InvalidImageException($"it cannot be read: {exception.Message}");
        }
    }

    private static FileSystemEnumerable<(string Name, long Length, long Modified, bool IsFolder)> Enumerate(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 16 };
        return new(
            root,
            (ref FileSystemEntry entry) =>
            {
                var name = Path.GetRelativePath(root, entry.ToFullPath());
                return entry.IsDirectory
                    ? (name, 0, 0, true)
                    : (name, entry.Length, entry.LastWriteTimeUtc.Ticks, false);
            },
            options);
    }

    private static IEnumerable<string> Ancestors(string name)
    {
        for (var end = name.LastIndexOf('/'); end > 0; end = name.LastIndexOf('/', end - 1))
            yield return name[..end];
    }

    private static string Digest(List<(string Name, long Length, long Modified)> images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, length, modified) in images)
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{length}\n{modified}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
