namespace Mantissa.Jobs.Hosting;

/// <summary>The folder that holds <c>Platform.sln</c>, or the one named by <c>MANTISSA_HOME</c>.</summary>
internal static class CheckoutRoot
{
    public static string Find(string? home) =>
        TryFind(home) ?? throw new StartupException(
            "The folder with Platform.sln was not found. Set MANTISSA_DATA_DIR to a folder for the platform's data.");

    public static string? TryFind(string? home)
    {
        if (home is not null)
            return home;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                return folder.FullName;
        }

        return null;
    }
}
