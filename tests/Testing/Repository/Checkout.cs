namespace Mantissa.Testing;

/// <summary>Folders of the checkout that the tests run in.</summary>
public static class Checkout
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Optional data sets beside the checkout; may be absent.</summary>
    public static string SharedData { get; } = Path.GetFullPath(Path.Combine(Root, "../shared/data"));

    /// <summary>An executable project's assembly in the build output, for tests that start the real process with <c>dotnet</c>.</summary>
    public static string AssemblyOf(string project) => Path.Combine(Root, "artifacts/bin", project, "release", $"Mantissa.{project}.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Platform.sln.");
    }
}
