namespace Mantissa.Data.Embedded;

/// <summary>Files that only their owner may read.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the file whole or not at all.</summary>
    public static async Task WriteAsync(string path, string content, CancellationToken cancellationToken)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        await using (var writer = new StreamWriter(draft, options))
            await writer.WriteAsync(content.AsMemory(), cancellationToken);
        File.Move(draft, path, overwrite: true);
    }
}
