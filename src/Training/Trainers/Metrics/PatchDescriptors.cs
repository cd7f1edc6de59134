using Mantissa.Training.Randomness;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// Patches of 7×7 pixels from random places, 128 from each image, each channel scaled to mean 0 and deviation 1 over all patches
/// (Karras et al. 2018, section 5).
/// </summary>
internal static class PatchDescriptors
{
    public const int PerImage = 128;
    private const int Side = 7;

    /// <param name="level">Count × channels × size × size.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="size">Side in pixels, at least 7.</param>
    /// <returns>One row of channels × 49 numbers per patch; the places are the same at every call.</returns>
    public static float[] Of(ReadOnlySpan<float> level, int channels, int size)
    {
        var plane = size * size;
        var count = level.Length / (channels * plane);
        var places = new CounterRandom(0, "patches", size);
        var descriptors = new float[count * PerImage * Length(channels)];
        var target = descriptors.AsSpan();
        for (var patch = 0; patch < count * PerImage; patch++)
        {
            var image = level.Slice(patch / PerImage * channels * plane, channels * plane);
            var x = places.Integer(2 * (ulong)patch, size - Side + 1);
            var y = places.Integer((2 * (ulong)patch) + 1, size - Side + 1);
            for (var channel = 0; channel < channels; channel++)
            {
                for (var row = 0; row < Side; row++, target = target[Side..])
                    image.Slice((channel * plane) + ((y + row) * size) + x, Side).CopyTo(target);
            }
        }

        for (var channel = 0; channel < channels; channel++)
            Standardise(descriptors, channel, channels);
        return descriptors;
    }

    /// <summary>Numbers in one descriptor.</summary>
    public static int Length(int channels) => channels * Side * Side;

    private static void Standardise(float[] descriptors, int channel, int channels)
    {
        const int Patch = Side * Side;
        var (sum, squares, count) = (0.0, 0.0, 0L);
        for (var start = channel * Patch; start < descriptors.Length; start += channels * Patch)
        {
            foreach (var value in descriptors.AsSpan(start, Patch))
                (sum, squares, count) = (sum + value, squares + ((double)value * value), count + 1);
        }

        var mean = sum / count;
        // A level without any contrast stays at zero.
        var scale = 1 / Math.Max(Math.Sqrt(Math.Max((squares / count) - (mean * mean), 0)), 1e-8);
        for (var start = channel * Patch; start < descriptors.Length; start += channels * Patch)
        {
            foreach (ref var value in descriptors.AsSpan(start, Patch))
                value = (float)((value - mean) * scale);
        }
    }
}
