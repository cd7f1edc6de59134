using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Mnist;

/// <summary>Images and labels of one part of a set.</summary>
internal sealed record IdxPair(string Images, string Labels)
{
    public IEnumerable<string> Files => [Images, Labels];
}

/// <summary>
/// The IDX files of a folder, told apart by what is in them (images have three dimensions, labels one) and by their names: the test pair
/// has <c>t10k</c> or <c>test</c> in it. A folder with one pair, whichever it is, is split by a seed.
/// </summary>
internal sealed record IdxFolder(IdxPair Train, IdxPair? Test)
{
    public IEnumerable<string> Files => [.. Train.Files, .. Test?.Files ?? []];

    /// <exception cref="DatasetFileException">There is no pair, or more than two.</exception>
    public static IdxFolder Find(string folder)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(path => (Path: path, Dimensions: IdxFile.Dimensions(path))).ToList();
        var (test, train) = (Pair(files, isTest: true), Pair(files, isTest: false));
        return (train, test) switch
        {
            ({ } both, _) => new(both, test),
            (null, { } only) => new(only, null),
            _ => throw new DatasetFileException(
                $"'{folder}' has no pair of IDX files. It should hold images (train-images-idx3-ubyte) with their labels (train-labels-idx1-ubyte), plain or .gz, "
                + "and the same for testing (t10k-…) where there is a test set."),
        };

        IdxPair? Pair(IEnumerable<(string Path, int? Dimensions)> all, bool isTest)
        {
            var mine = all.Where(file => IsTest(file.Path) == isTest).ToList();
            var (images, labels) = (One(mine, 3, "images", isTest), One(mine, 1, "labels", isTest));
            return (images, labels) switch
            {
                ({ } i, { } l) => new(i, l),
                (null, null) => null,
                ({ } i, null) => throw new DatasetFileException($"'{Path.GetFileName(i)}' has images, but '{folder}' has no file with their labels (IDX of one dimension)."),
                (null, { } l) => throw new DatasetFileException($"'{Path.GetFileName(l)}' has labels, but '{folder}' has no file with their images (IDX of three dimensions)."),
            };
        }
    }

    private static string? One(IEnumerable<(string Path, int? Dimensions)> files, int dimensions, string what, bool isTest)
    {
        var found = files.Where(file => file.Dimensions == dimensions).Select(file => file.Path).ToList();
        return found.Count <= 1
            ? found.FirstOrDefault()
            : throw new DatasetFileException(
                $"There are {found.Count} IDX files with {(isTest ? "test" : "training")} {what}: {string.Join(", ", found.Select(path => $"'{Path.GetFileName(path)}'"))}. Keep one; a test file has 't10k' or 'test' in its name.");
    }

    private static bool IsTest(string path) =>
        Path.GetFileName(path) is var name
        && (name.Contains("t10k", StringComparison.OrdinalIgnoreCase) || name.Contains("test", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads everything.</summary>
    /// <param name="classNames">The classes by label; <see langword="null"/> when the labels themselves are their names.</param>
    /// <param name="testFraction">Share kept for testing where there is no test pair.</param>
    /// <param name="seed">Draws it.</param>
    /// <exception cref="DatasetFileException">A file is damaged or does not fit the others.</exception>
    public PackedSet Read(IReadOnlyList<string>? classNames, double testFraction, long seed)
    {
        var train = IdxFile.ReadPair(Train.Images, Train.Labels);
        var test = Test is null ? null : IdxFile.ReadPair(Test.Images, Test.Labels);
        if (test is not null && (test.Height, test.Width) != (train.Height, train.Width))
        {
            throw new DatasetFileException(
                $"'{Path.GetFileName(Test!.Images)}' has images of {test.Width} × {test.Height} pixels, '{Path.GetFileName(Train.Images)}' of {train.Width} × {train.Height} (byte 8): they are of different sets.");
        }

        var classes = LabelClasses.Of(classNames, (Train.Labels, train), test is null ? null : (Test!.Labels, test));
        if (test is not null)
            return PackedSet.Of(classes.Names, [classes.Apply(train)], [classes.Apply(test)]);
        return train.Count > classes.Names.Count
            ? PackedSet.Split(classes.Names, classes.Apply(train), testFraction, seed)
            : throw new DatasetFileException($"'{Path.GetFileName(Train.Images)}' has one image per class; some are needed for testing.");
    }
}
