using System.Globalization;

namespace Mantissa.Testing;

/// <summary>
/// A folder that is gone when its test is, and should the test process be killed, when the next one starts.
/// </summary>
public sealed class TemporaryDirectory : IDisposable
{
    private const string Prefix = "mantissa-test-";

    static TemporaryDirectory()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            var owner = System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{owner}"))
                Delete(folder);
        }
    }

    public TemporaryDirectory()
    {
        var owner = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        Path = Directory.CreateTempSubdirectory($"{Prefix}{owner}-").FullName;

        // Servers that drop to another account have to be able to pass.
        File.SetUnixFileMode(Path, UnixMode.Passable);
    }

    public string Path { get; }

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Delete(Path);

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or gone already; the next start tries again.
        }
    }
}
