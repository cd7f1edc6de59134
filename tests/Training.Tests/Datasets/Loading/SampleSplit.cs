using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Tests.Datasets.Loading;

/// <summary>A small dataset whose pixels say which image, channel, row and column they are from.</summary>
public sealed class SampleSplit : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleSplit(int count, int size = 8)
    {
        Dataset = new DatasetCache(_folder.Path, _ => { }).Open(
            new CacheKey("sample", "", size, 3),
            count,
            writer =>
            {
                for (var i = 0; i < count; i++)
                    writer.AddTrain(Image(i, size), i % 3);
                writer.AddTest(Image(count, size), 0);
                writer.Finish(["a", "b", "c"], []);
            },
            default);
    }

    public ImageDataset Dataset { get; }

    public ImageSplit Train => Dataset.Train;

    public static byte[] Image(int index, int size) =>
        [.. Enumerable.Range(0, 3 * size * size).Select(i => Value(index, i / (size * size), i / size % size, i % size))];

    /// <summary>Never 0, which stands for padding.</summary>
    public static byte Value(int index, int channel, int y, int x) => (byte)(1 + (((index * 7) + (channel * 80) + (y * 8) + x) % 255));

    public void Dispose()
    {
        Dataset.Dispose();
        _folder.Dispose();
    }
}
