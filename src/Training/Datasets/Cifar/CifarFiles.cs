using System.Text;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Cifar;

/// <summary>A whole CIFAR set, from a folder, a zip or a tar.gz.</summary>
internal static class CifarFiles
{
    /// <summary>Bytes of the largest published file, with room; a member of an archive that claims more is not read.</summary>
    private const int LargestFile = 200 << 20;

    /// <param name="path">Folder or archive.</param>
    /// <param name="variant">Which set it should be.</param>
    /// <param name="trainRecords">Records in a training batch; <see langword="null"/> for any number.</param>
    /// <param name="testRecords">Records in the test batch; <see langword="null"/> for any number.</param>
    /// <exception cref="DatasetFileException">A file is missing or damaged.</exception>
    public static PackedSet Read(string path, CifarVariant variant, int? trainRecords, int? testRecords)
    {
        var files = PackedFolder.Read(path, variant.Files, LargestFile);
        // An upload may have fewer training batches than the published set, not none.
        var batches = trainRecords is null ? [.. variant.Train.Where(files.ContainsKey)] : variant.Train;
        var missing = batches.Append(variant.Test).Where(name => !files.ContainsKey(name)).ToList();
        if (batches.Count == 0)
            missing.Add(variant.Train[0]);
        if (missing.Count > 0)
        {
            throw new DatasetFileException(
                $"'{Path.GetFileName(path)}' has no {string.Join(", ", missing.Distinct().Select(name => $"'{name}'"))}. The binary version of the set is needed, as a folder, zip or tar.gz.");
        }

        return PackedSet.Of(
            Names(files, variant),
            batches.Select(name => CifarBatch.Read(name, files[name], variant, trainRecords)),
            [CifarBatch.Read(variant.Test, files[variant.Test], variant, testRecords)]);
    }

    /// <summary>From the file that comes with the set; without it the classes have numbers.</summary>
    private static string[] Names(Dictionary<string, byte[]> files, CifarVariant variant)
    {
        if (!files.TryGetValue(variant.ClassNames, out var bytes))
            return [.. Enumerable.Range(0, variant.Classes).Select(label => $"class {label}")];
        var names = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == variant.Classes
            ? names
            : throw new DatasetFileException(
                $"'{variant.ClassNames}' names {names.Length:N0} classes; the set has {variant.Classes}. Restore the published file or leave it out.");
    }
}
