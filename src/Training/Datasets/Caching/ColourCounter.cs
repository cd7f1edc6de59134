namespace Mantissa.Training.Datasets.Caching;

/// <summary>Counts how often each channel takes each of its 256 values: mean and deviation from it are exact, in any order of images.</summary>
internal sealed class ColourCounter(int channels)
{
    private readonly long[] _counts = new long[channels * 256];

    /// <param name="image">Channels × height × width bytes.</param>
    public void Add(ReadOnlySpan<byte> image)
    {
        var plane = image.Length / channels;
        for (var channel = 0; channel < channels; channel++)
        {
            var counts = _counts.AsSpan(channel * 256, 256);
            foreach (var value in image.Slice(channel * plane, plane))
                counts[value]++;
        }
    }

    public Colours Result()
    {
        var (mean, deviation) = (new float[channels], new float[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            var counts = _counts.AsSpan(channel * 256, 256);
            var (total, sum, squares) = (0.0, 0.0, 0.0);
            for (var value = 0; value < 256; value++)
            {
                total += counts[value];
                sum += counts[value] * (double)value;
                squares += counts[value] * (double)(value * value);
            }

            var average = sum / Math.Max(total, 1);
            mean[channel] = (float)(average / 255);
            deviation[channel] = (float)(Math.Sqrt(Math.Max(0, (squares / Math.Max(total, 1)) - (average * average))) / 255);
        }

        return new Colours(mean, deviation);
    }
}
