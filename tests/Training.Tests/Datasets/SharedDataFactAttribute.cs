namespace Mantissa.Training.Tests.Datasets;

/// <summary>A test on real images that lie beside the checkout, in <c>../shared/data</c>; skipped where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (Find(file) is null)
            Skip = $"There is no ../shared/data/{file} beside this checkout.";
    }

    /// <summary>The real path of the file, or nothing.</summary>
    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                continue;
            var path = Path.Combine(folder.FullName, "..", "shared", "data", file);
            return File.Exists(path) ? Path.GetFullPath(path) : null;
        }

        return null;
    }
}
