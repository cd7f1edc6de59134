using System.Buffers.Text;
using System.Security.Cryptography;
using Mantissa.Data.Embedded;

namespace Mantissa.Data.Operator;

/// <summary>
/// The key by which the command talks to the site of a data directory. Whoever can read the file can read the database beside it as well, so
/// it lets nobody in who is not in already.
/// </summary>
public static class OperatorKeyFile
{
    private const string Start = "mts_operator_";
    private const int Bytes = 32;

    /// <summary>The key of a data directory, made if there is none that is its owner's alone.</summary>
    public static async Task<string> EnsureAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (Read(dataDirectory) is { } key && IsPrivate(PathIn(dataDirectory)))
            return key;
        Directory.CreateDirectory(dataDirectory);
        var made = Start + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await PrivateFile.WriteAsync(PathIn(dataDirectory), made, cancellationToken);
        return made;
    }

    /// <summary>The key, or <see langword="null"/> when no site has been started over the data directory, or this account may not read it.</summary>
    public static string? Read(string dataDirectory)
    {
        try
        {
            var text = File.ReadAllText(PathIn(dataDirectory)).Trim();
            return text.StartsWith(Start, StringComparison.Ordinal) && text.Length == Start.Length + Base64Url.GetEncodedLength(Bytes) ? text : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsPrivate(string path) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "operator.key");
}
