namespace Mantissa.Training.Datasets;

/// <summary>Lets a run name files on the worker without letting it read any file on the worker.</summary>
internal static class DataPath
{
    private const string Field = "datasetOptions.path";

    /// <summary>As many links as Linux follows in one path.</summary>
    private const int MaximumLinks = 40;

    /// <summary>The real path behind <paramref name="path"/>, free of links, provided that it lies in one of <paramref name="roots"/>.</summary>
    /// <exception cref="TrainingInputException">It is not absolute, lies elsewhere or does not exist.</exception>
    public static string Resolve(string? path, IReadOnlyList<string> roots)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new TrainingInputException(Field, $"A folder or zip file with images is needed. {Allowed(roots)}");
        if (!Path.IsPathRooted(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new TrainingInputException(Field, $"'{path}' is not an absolute path on the worker. {Allowed(roots)}");

        string real;
        try
        {
            real = Canonical(path);
        }
        catch (IOException exception)
        {
            throw new TrainingInputException(Field, $"'{path}' cannot be followed: {exception.Message}", exception);
        }

        // Before existence, so that a run cannot ask which files exist elsewhere.
        if (!roots.Where(Directory.Exists).Select(Canonical).Any(root => IsInside(real, root)))
            throw new TrainingInputException(Field, $"'{path}' is outside the folders that this worker may read. {Allowed(roots)}");
        if (!File.Exists(real) && !Directory.Exists(real))
            throw new TrainingInputException(Field, $"'{path}' does not exist on the worker. {Allowed(roots)}");
        return real;
    }

    /// <summary>
    /// Follows every link of an absolute path as the operating system does: a link first, then the <c>..</c> behind it. What does not exist
    /// is kept as written.
    /// </summary>
    private static string Canonical(string path)
    {
        var pending = new Stack<string>(Parts(path));
        var done = "/";
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                done = Path.GetDirectoryName(done) ?? "/";
                continue;
            }

            var next = Path.Combine(done, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                done = next;
                continue;
            }

            if (++links > MaximumLinks)
                throw new IOException("too many symbolic links");
            foreach (var piece in Parts(target))
                pending.Push(piece);
            if (Path.IsPathRooted(target))
                done = "/";
        }

        return done;
    }

    /// <summary>Last part first, ready for a stack.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();

    private static bool IsInside(string path, string root) =>
        path == root || path.StartsWith(root == "/" ? root : $"{root}/", StringComparison.Ordinal);

    private static string Allowed(IReadOnlyList<string> roots) =>
        roots.Count == 0
            ? "This worker may read no folder; start it with MANTISSA_DATA_ROOTS."
            : $"Allowed: {string.Join(", ", roots)}.";
}
