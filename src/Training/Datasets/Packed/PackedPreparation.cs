using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Datasets.Packed;

/// <summary>Writes packed images to the cache at the size that was asked for.</summary>
internal static class PackedPreparation
{
    public static void Write(CacheWriter writer, PackedSet set, int imageSize, ImageFit fit, CancellationToken cancellationToken)
    {
        var square = new SquareFit(imageSize, fit);
        var first = set.Train[0].Images;
        var image = new byte[first.Channels * imageSize * imageSize];
        Add(set.Train, writer.AddTrain);
        Add(set.Test, writer.AddTest);
        writer.Finish(set.ClassNames, [], SourceSides.Of(first.Width, first.Height));

        void Add(IReadOnlyList<PackedItem> items, Action<ReadOnlySpan<byte>, int> add)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (i % 1024 == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                square.Place(items[i].Images, items[i].Index, image);
                add(image, items[i].Label);
            }
        }
    }
}
