using Mantissa.Training.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Mantissa.Training.Datasets.ImageFolder.Zip;

/// <summary>Image files in a zip. Nothing is unpacked to disk, so a name cannot lead anywhere.</summary>
internal sealed class ZipFiles : ImageFiles
{
    private readonly SafeFileHandle _file;
    private readonly ZipEntry[] _entries;
    private readonly ZipLimits _limits;

    /// <exception cref="TrainingInputException">The file cannot be read or is no zip that this program accepts.</exception>
    public ZipFiles(string path, ZipLimits? limits = null)
    {
        _limits = limits ?? ZipLimits.Default;
        try
        {
            _file = File.OpenHandle(path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Unusable($"'{path}' cannot be opened: {exception.Message}", exception);
        }

        try
        {
            var (entries, hash) = ZipDirectory.Read(_file, _limits);
            var visible = entries.Where(entry => !IsHidden(entry.Name)).ToArray();
            _entries = [.. visible.Where(entry => IsImage(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            Names = [.. _entries.Select(entry => entry.Name)];
            for (var i = 1; i < Names.Count; i++)
            {
                if (Names[i] == Names[i - 1])
                    throw new InvalidDataException($"it has two entries named '{Names[i]}'");
            }

            var files = visible.Where(entry => !entry.IsFolder).ToArray();
            OtherFiles = files.Length - _entries.Length;
            EmptyFolders = Empty(visible, files);
            Identity = $"zip {RandomAccess.GetLength(_file)} {hash}";
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            _file.Dispose();
            throw Unusable($"'{path}' cannot be used: {exception.Message}.", exception);
        }
    }

    public override IReadOnlyList<string> Names { get; }

    public override IReadOnlyList<string> EmptyFolders { get; }

    public override int OtherFiles { get; }

    public override string Identity { get; }

    public override ReadOnlySpan<byte> Read(int index, ref byte[] buffer)
    {
        var entry = _entries[index];
        if (Math.Max(entry.Bytes, entry.PackedBytes) > _limits.EntryBytes)
            throw new InvalidImageException($"it has {Math.Max(entry.Bytes, entry.PackedBytes):N0} bytes, more than the {_limits.EntryBytes:N0} allowed");
        if (entry.Bytes > 1 << 20 && entry.Bytes > entry.PackedBytes * _limits.Expansion)
            throw new InvalidImageException($"it unpacks to more than {_limits.Expansion} times its size, which no image does");
        try
        {
            RequireCapacity(ref buffer, (int)entry.Bytes);
            ZipContent.Read(_file, entry, buffer);
            return buffer.AsSpan(0, (int)entry.Bytes);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new InvalidImageException($"damaged in the zip: {exception.Message}");
        }
    }

    public override void Dispose()
    {
        _file.Dispose();
        base.Dispose();
    }

    private static string[] Empty(ZipEntry[] visible, ZipEntry[] files)
    {
        var filled = new HashSet<string>();
        foreach (var file in files)
        {
            for (var end = file.Name.LastIndexOf('/'); end > 0 && filled.Add(file.Name[..(end + 1)]); end = file.Name.LastIndexOf('/', end - 1))
            {
            }
        }

        return [.. visible.Where(entry => entry.IsFolder && !filled.Contains(entry.Name)).Select(entry => entry.Name.TrimEnd('/')).Order(StringComparer.Ordinal)];
    }
}
