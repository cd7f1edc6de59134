namespace Mantissa.Training.Datasets.ImageFolder;

/// <summary>The image files of a folder or a zip, by relative names with '/' between their parts. Reading is safe on several threads.</summary>
internal abstract class ImageFiles : IDisposable
{
    protected const int MaximumFiles = 5_000_000;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <summary>Names of the image files, sorted by their characters' codes.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Folders without any file of their own or below them.</summary>
    public abstract IReadOnlyList<string> EmptyFolders { get; }

    /// <summary>Files that are no images by their extension.</summary>
    public abstract int OtherFiles { get; }

    /// <summary>Changes whenever the images do.</summary>
    public abstract string Identity { get; }

    /// <summary>The bytes of file <paramref name="index"/>.</summary>
    /// <param name="index">Place in <see cref="Names"/>.</param>
    /// <param name="buffer">Holds them; replaced by a larger one when needed.</param>
    /// <exception cref="Imaging.InvalidImageException">The file cannot be read or is larger than allowed.</exception>
    public abstract ReadOnlySpan<byte> Read(int index, ref byte[] buffer);

    /// <summary>Opens what a resolved path leads to.</summary>
    /// <exception cref="TrainingInputException">It is a file but no zip, or it cannot be listed.</exception>
    public static ImageFiles Open(string path) => Directory.Exists(path) ? new FolderFiles(path) : new Zip.ZipFiles(path);

    public virtual void Dispose()
    {
    }

    protected static bool IsImage(string name) => Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>What operating systems leave in folders: <c>.DS_Store</c>, <c>__MACOSX</c>.</summary>
    protected static bool IsHidden(string name) => name.Split('/').Any(part => part.StartsWith('.') || part == "__MACOSX");

    protected static void RequireCapacity(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, 64 << 10));
    }

    protected static TrainingInputException Unusable(string message, Exception? cause = null) => new("datasetOptions.path", message, cause);
}
