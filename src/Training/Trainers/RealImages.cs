using Mantissa.Training.Datasets;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Trainers;

/// <summary>A sample of a split's images that is the same in every run.</summary>
internal static class RealImages
{
    /// <returns>Images in −1 … 1, NCHW.</returns>
    public static float[] Take(ImageSplit split, int count)
    {
        var order = new CounterRandom(0, "real images").Permutation(split.Count);
        var images = new float[count * split.ImageBytes];
        for (var i = 0; i < count; i++)
        {
            var image = split.Image(order[i]);
            var target = images.AsSpan(i * split.ImageBytes, split.ImageBytes);
            for (var j = 0; j < image.Length; j++)
                target[j] = (image[j] / 127.5f) - 1;
        }

        return images;
    }
}
