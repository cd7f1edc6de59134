using Mantissa.Training.Datasets.Cifar;
using Mantissa.Training.Datasets.ImageFolder.Zip;
using Mantissa.Training.Datasets.Mnist;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Uploads;

/// <summary>Tells what an upload is from what is in it; names and extensions prove nothing.</summary>
internal static class UploadContent
{
    private const string Accepted =
        "Accepted are a zip of image folders, CIFAR's binary version as tar.gz or zip, and pairs of IDX files (images and labels).";

    /// <param name="folder">Holds the files of the upload.</param>
    /// <exception cref="DatasetFileException">It is nothing that this program reads.</exception>
    public static UploadKind Tell(string folder)
    {
        var files = Directory.GetFiles(folder);
        if (files.Any(file => IdxFile.Dimensions(file) is not null))
            return UploadKind.Idx;
        if (files.Length > 1)
            throw new DatasetFileException($"Several files are a set only when they are IDX files, and these are not. {Accepted}");
        var file = files.Length == 1 ? files[0] : throw new DatasetFileException($"The upload has no file. {Accepted}");
        if (PackedFolder.IsZip(file))
            return Names(file) is { } names && Cifar(names) is { } packed ? packed : UploadKind.ImageFolder;
        if (!PackedFile.IsGzip(file))
            throw new DatasetFileException($"'{Path.GetFileName(file)}' is neither a zip, nor a tar.gz, nor an IDX file. {Accepted}");
        return Cifar(PackedFolder.Names(file))
            ?? throw new DatasetFileException($"'{Path.GetFileName(file)}' is a tar.gz without CIFAR's batches ('data_batch_1.bin' and 'test_batch.bin', or 'train.bin' and 'test.bin'). {Accepted}");
    }

    private static UploadKind? Cifar(IReadOnlyCollection<string> names) =>
        names.Contains(CifarVariant.Cifar10.Test) ? UploadKind.Cifar10
        : names.Contains(CifarVariant.Cifar100.Test) && names.Contains(CifarVariant.Cifar100.Train[0]) ? UploadKind.Cifar100
        : null;

    /// <summary>A zip that cannot be listed is for the reader of image folders to refuse.</summary>
    private static HashSet<string>? Names(string path)
    {
        using var file = File.OpenHandle(path);
        try
        {
            return [.. ZipDirectory.Read(file, ZipLimits.Default).Entries.Select(entry => Path.GetFileName(entry.Name))];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
