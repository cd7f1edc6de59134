using System.Text.Json;

namespace Mantissa.Cli.Platform;

/// <summary>
/// A platform that is up over a data directory, or starting. It holds a lock on <c>platform.lock</c>, which goes with its process
/// however that ends, and says in <c>platform.json</c> where it answers; so another command joins it or names it, and never starts
/// a second one over the same data.
/// </summary>
internal sealed record RunningPlatform(string Url)
{
    public static RunningPlatform? Find(string dataDirectory)
    {
        if (!Directory.Exists(dataDirectory))
            return null;
        try
        {
            using var free = Lock(dataDirectory);
            return null;
        }
        catch (IOException)
        {
            return JsonSerializer.Deserialize<RunningPlatform>(File.ReadAllText(NoteIn(dataDirectory)), JsonSerializerOptions.Web);
        }
    }

    /// <summary>Makes this process the one platform over a data directory, until what it gives back is disposed.</summary>
    public static IDisposable Claim(string dataDirectory, string url)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            var claim = Lock(dataDirectory);
            File.WriteAllText(NoteIn(dataDirectory), JsonSerializer.Serialize(new RunningPlatform(url), JsonSerializerOptions.Web));
            return claim;
        }
        catch (IOException) when (Find(dataDirectory) is { } running)
        {
            throw new ProblemException($"Mantissa is already up over {dataDirectory}: {running.Url}. Use that one, or another --data-dir.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"The data directory {dataDirectory} cannot be written ({failure.Message}): choose another one with --data-dir.");
        }
    }

    private static FileStream Lock(string dataDirectory) =>
        new(Path.Combine(dataDirectory, "platform.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static string NoteIn(string dataDirectory) => Path.Combine(dataDirectory, "platform.json");
}
