using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.ImageFolder;

/// <summary>Which file belongs to which class and to which split, read from the files' names.</summary>
internal sealed record ImageLayout(
    IReadOnlyList<string> ClassNames, IReadOnlyList<(int File, int Label)> Train, IReadOnlyList<(int File, int Label)> Test)
{
    private static readonly string[] TestFolders = ["test", "val", "valid", "validation"];

    /// <param name="names">Relative names of the image files.</param>
    /// <param name="emptyFolders">Folders without files, which are most likely classes whose images are missing.</param>
    /// <param name="options">The test fraction and the seed of the split.</param>
    /// <exception cref="TrainingInputException">No images, a class without images, no classes, or no test images.</exception>
    public static ImageLayout Read(IReadOnlyList<string> names, IReadOnlyList<string> emptyFolders, ImageFolderOptions options)
    {
        var path = options.Path;
        if (names.Count == 0)
            throw Unusable($"There are no JPEG or PNG files in '{path}'.");
        if (emptyFolders.Count > 0)
            throw Unusable($"{Quote(emptyFolders)} in '{path}' {(emptyFolders.Count == 1 ? "has" : "have")} no images. Add some or remove the folder.");

        var parts = names.Select(name => name.Split('/')).ToArray();
        var start = CommonFolders(parts);
        var isSplit = parts.All(p => p.Length > start + 1 && (p[start] == "train" || TestFolders.Contains(p[start])))
            && parts.Any(p => p[start] == "train");
        return isSplit ? Given(parts, start, path, options.SplitSeed) : Drawn(parts, start, path, options);
    }

    /// <summary>The folders around everything, such as the one that packing a folder makes: they name no class.</summary>
    private static int CommonFolders(string[][] parts)
    {
        var depth = 0;
        while (parts.All(p => p.Length > depth + 2 && p[depth] == parts[0][depth]))
            depth++;
        return depth;
    }

    private static ImageLayout Given(string[][] parts, int start, string? path, long seed)
    {
        var testFolder = TestFolders.FirstOrDefault(folder => parts.Any(p => p[start] == folder))
            ?? throw Unusable($"'{path}' has a folder 'train' but no folder 'test'.");
        if (parts.FirstOrDefault(p => p.Length < start + 3) is { } loose)
            throw Unusable($"'{string.Join('/', loose)}' in '{path}' is in no class folder; images belong into train/<class> and {testFolder}/<class>.");
        var classes = Classes(parts.Where(p => p[start] == "train").Select(p => p[start + 1]));
        var unknown = Classes(parts.Where(p => p[start] == testFolder).Select(p => p[start + 1])).Except(classes).ToArray();
        if (unknown.Length > 0)
            throw Unusable($"{Quote(unknown)} in '{path}' {(unknown.Length == 1 ? "is a class" : "are classes")} of '{testFolder}' but not of 'train'.");
        var label = Labels(classes);
        return new(
            classes,
            Shuffle(Files(folder => folder == "train"), seed, "train"),
            Shuffle(Files(folder => folder == testFolder), seed, "test"));

        IEnumerable<(int, int)> Files(Func<string, bool> isIn) =>
            parts.Index().Where(p => isIn(p.Item[start])).Select(p => (p.Index, label[p.Item[start + 1]]));
    }

    private static ImageLayout Drawn(string[][] parts, int start, string? path, ImageFolderOptions options)
    {
        var isFlat = parts.All(p => p.Length == start + 1);
        if (!isFlat && parts.FirstOrDefault(p => p.Length == start + 1) is { } loose)
            throw Unusable($"'{string.Join('/', loose)}' in '{path}' is in no class folder, but other images are.");
        // A folder of images without classes is enough for a generator.
        var classes = isFlat ? ["images"] : Classes(parts.Select(p => p[start]));
        var label = Labels(classes);
        var (train, test) = StratifiedSplit.Draw(
            parts.Index().Select(p => (p.Index, Class: isFlat ? classes[0] : p.Item[start])).GroupBy(p => p.Class, p => (p.Index, label[p.Class])),
            options.TestFraction, options.SplitSeed);
        if (test.Count == 0)
            throw Unusable($"'{path}' has one image per class; some are needed for testing.");
        return new(classes, Shuffle(train, options.SplitSeed, "train"), Shuffle(test, options.SplitSeed, "test"));
    }

    /// <summary>Mixed, so that the first images of a split are a fair sample of it.</summary>
    private static (int File, int Label)[] Shuffle(IEnumerable<(int File, int Label)> files, long seed, string split)
    {
        // From one order, however the names came.
        var sorted = files.Order().ToArray();
        return [.. new CounterRandom(seed, $"mix/{split}").Permutation(sorted.Length).Select(i => sorted[i])];
    }

    private static string[] Classes(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, int> Labels(string[] classes) => classes.Index().ToDictionary(c => c.Item, c => c.Index);

    private static string Quote(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5).Select(name => $"'{name}'")) + (names.Count > 5 ? $" and {names.Count - 5:N0} more" : "");

    private static TrainingInputException Unusable(string message) => new("datasetOptions.path", message);
}
