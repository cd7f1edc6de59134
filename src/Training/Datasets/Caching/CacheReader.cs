using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Mantissa.Training.Datasets.Caching;

/// <summary>Opens a cache file and believes nothing in it before its hashes agree.</summary>
internal static class CacheReader
{
    private const int HashedAtOnce = 64 << 20;

    /// <exception cref="InvalidDataException">The file is damaged, unfinished or of another version; the message says what is wrong with it.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static (ImageDataset Dataset, CacheIndex Index) Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            var index = ReadIndex(file);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var end = CachePreamble.Size + index.PixelBytes + index.LabelBytes;
            for (var offset = (long)CachePreamble.Size; offset < end; offset += HashedAtOnce)
                hash.AppendData(file.Slice(offset, (int)Math.Min(HashedAtOnce, end - offset)));
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != index.Hash)
                throw new InvalidDataException("its images are not those that were written");

            var labelsAt = CachePreamble.Size + index.PixelBytes;
            var trainLabels = ReadLabels(file, labelsAt, index.TrainImages, index);
            var testLabels = ReadLabels(file, labelsAt + (index.TrainImages * (long)sizeof(int)), index.TestImages, index);
            var train = new ImageSplit(file, CachePreamble.Size, trainLabels, index.ImageSize, index.Channels);
            var test = new ImageSplit(
                file, CachePreamble.Size + (index.TrainImages * index.ImageBytes), testLabels, index.ImageSize, index.Channels);
            return (new ImageDataset(file, train, test, index), index);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static CacheIndex ReadIndex(MappedFile file)
    {
        var preamble = CachePreamble.Read(file.Slice(0, (int)Math.Min(file.Length, CachePreamble.Size)));
        if (preamble.IndexOffset < CachePreamble.Size || preamble.IndexLength < 0 || preamble.IndexOffset > file.Length - preamble.IndexLength)
            throw new InvalidDataException("it is shorter than it was written");
        var bytes = file.Slice(preamble.IndexOffset, preamble.IndexLength);
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(preamble.IndexHash.Span))
            throw new InvalidDataException("its index is not the one that was written");
        var index = JsonSerializer.Deserialize<CacheIndex>(bytes) ?? throw new InvalidDataException("its index is empty");
        if (CachePreamble.Size + index.PixelBytes + index.LabelBytes != preamble.IndexOffset)
            throw new InvalidDataException("its index does not fit its length");
        return index;
    }

    private static int[] ReadLabels(MappedFile file, long offset, int count, CacheIndex index)
    {
        var labels = MemoryMarshal.Cast<byte, int>(file.Slice(offset, count * sizeof(int))).ToArray();
        if (labels.AsSpan().ContainsAnyExceptInRange(0, index.ClassNames.Count - 1))
            throw new InvalidDataException("it has labels without a class");
        return labels;
    }
}
