namespace Mantissa.Cli;

/// <summary>Where things are in the checkout that this command was built in.</summary>
internal sealed record BuiltCheckout(string Home)
{
    public static BuiltCheckout Find()
    {
        if (Environment.GetEnvironmentVariable("MANTISSA_HOME") is { Length: > 0 } home)
            return new(home);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                return new(folder.FullName);
        }

        throw new ProblemException("The checkout was not found: start with its script ./mantissa, or set MANTISSA_HOME to its folder.");
    }

    public string Artifacts => Path.Combine(Home, "artifacts");

    /// <summary>The default of <c>--data-dir</c>.</summary>
    public string DataDirectory => Environment.GetEnvironmentVariable("MANTISSA_DATA_DIR") is { Length: > 0 } set ? set : Path.Combine(Home, "data");

    /// <summary>The built assembly of a project, e.g. <c>Web</c> or <c>Data.Tests</c>.</summary>
    public string Assembly(string project)
    {
        var path = Path.Combine(Artifacts, "bin", project, "release", $"Mantissa.{project}.dll");
        return File.Exists(path) ? path : throw new ProblemException($"{project} is not built ({path} is missing): start with the script ./mantissa, which builds it.");
    }
}
