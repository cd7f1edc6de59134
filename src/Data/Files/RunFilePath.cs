namespace Mantissa.Data.Files;

/// <summary>Paths of a run's files: relative, with <c>/</c>, and never leaving the run's folder, on whatever system they are written to.</summary>
public static class RunFilePath
{
    private const int Longest = 1000;
    private const int LongestSegment = 255;

    /// <summary>Checks the path of a file.</summary>
    /// <exception cref="RunFilePathException">It cannot be used; the message says why.</exception>
    public static string RequireFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length is 0 or > Longest)
            throw new RunFilePathException($"A path has 1 to {Longest:N0} characters, not {path.Length:N0}.");
        if (path.Any(c => char.IsControl(c) || c is '\\' or ':'))
            throw new RunFilePathException($"The path '{Printable(path)}' has a control character, a backslash or a colon.");
        if (path.Contains("%2F", StringComparison.OrdinalIgnoreCase))
            throw new RunFilePathException($"The path '{path}' has the characters %2F, which may be meant for a slash or not.");
        if (path.Split('/').Any(segment => segment is "" or "." or ".." || segment.Length > LongestSegment))
            throw new RunFilePathException($"The path '{Printable(path)}' must be relative, of names of 1 to {LongestSegment} characters other than '.' and '..'.");
        return path;
    }

    /// <summary>Checks the path of a folder; empty for the run's own.</summary>
    /// <exception cref="RunFilePathException">It cannot be used; the message says why.</exception>
    public static string RequireFolder(string? path) => path?.TrimEnd('/') is { Length: > 0 } folder ? RequireFile(folder) : "";

    private static string Printable(string path) => string.Concat(path.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}

/// <summary>A path cannot be used.</summary>
public sealed class RunFilePathException(string message) : Exception(message);
