using System.Globalization;

namespace Mantissa.Data.Embedded;

/// <summary>
/// Keeps a second platform off a data directory. The lock is the kernel's (<c>flock</c>): it ends with its holder, whatever ended that.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream file;

    private DataDirectoryLock(FileStream file) => this.file = file;

    /// <param name="path">The lock file. Its holder's process id is in another beside it, because nobody else can read this one.</param>
    /// <param name="directory">What it guards, for the message.</param>
    /// <exception cref="EmbeddedPostgresException">Another process has it.</exception>
    public static DataDirectoryLock Take(string path, string directory)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            File.WriteAllText(OwnerFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataDirectoryLock(file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {directory} belongs to another user; start the platform as that user or choose another directory.", e);
        }
        catch (IOException e)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {directory} is in use by process {ReadOwner(path)}; stop that one or choose another directory.", e);
        }
    }

    // The file stays: deleting it would let two processes lock two files of the same name.
    public void Dispose() => file.Dispose();

    private static string ReadOwner(string path) => File.Exists(OwnerFile(path)) ? File.ReadAllText(OwnerFile(path)) : "unknown";

    private static string OwnerFile(string path) => path + ".owner";
}
