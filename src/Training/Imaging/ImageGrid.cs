namespace Mantissa.Training.Imaging;

/// <summary>Many small images side by side in one PNG, with a transparent gap between them.</summary>
public static class ImageGrid
{
    private const int Gap = 2;

    /// <summary>Images as a generator makes them: −1 is black, 1 is full. A pixel that is not a finite number becomes magenta.</summary>
    /// <param name="images">Count × channels × size × size (NCHW).</param>
    /// <param name="channels">3 or 1.</param>
    /// <param name="size">Side of one image in pixels.</param>
    /// <param name="columns">Images in a row; 0 for a grid that is about square.</param>
    public static SampleImage Compose(ReadOnlySpan<float> images, int channels, int size, int columns = 0)
    {
        var canvas = new Canvas(images.Length, channels, size, columns);
        var values = canvas.ImageValues;
        var pixels = new byte[values];
        for (var index = 0; index < canvas.Count; index++)
        {
            var image = images.Slice(index * values, values);
            for (var i = 0; i < values; i++)
                pixels[i] = (byte)Math.Clamp((image[i] * 127.5f) + 128, 0, 255);
            canvas.Place(index, pixels);
            for (var i = 0; i < values; i++)
            {
                if (!float.IsFinite(image[i]))
                    canvas.Mark(index, i % (size * size));
            }
        }

        return canvas.Encode();
    }

    /// <summary>Images as a dataset stores them, 0 to 255.</summary>
    /// <inheritdoc cref="Compose(ReadOnlySpan{float}, int, int, int)"/>
    public static SampleImage Compose(ReadOnlySpan<byte> images, int channels, int size, int columns = 0)
    {
        var canvas = new Canvas(images.Length, channels, size, columns);
        for (var index = 0; index < canvas.Count; index++)
            canvas.Place(index, images.Slice(index * canvas.ImageValues, canvas.ImageValues));
        return canvas.Encode();
    }

    private sealed class Canvas
    {
        private readonly int _channels;
        private readonly int _size;
        private readonly int _columns;
        private readonly int _width;
        private readonly int _height;
        private readonly byte[] _rgba;

        public Canvas(int values, int channels, int size, int columns)
        {
            if (channels is not (1 or 3))
                throw new ArgumentOutOfRangeException(nameof(channels), channels, "Images have 1 or 3 channels.");
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
            ArgumentOutOfRangeException.ThrowIfNegative(columns);
            (_channels, _size) = (channels, size);
            ImageValues = channels * size * size;
            Count = values / ImageValues;
            if (Count == 0 || Count * ImageValues != values)
                throw new ArgumentException($"{values} values are no whole number of images of {channels} × {size} × {size}.", nameof(values));
            _columns = columns == 0 ? (int)Math.Ceiling(Math.Sqrt(Count)) : Math.Min(columns, Count);
            var rows = (Count + _columns - 1) / _columns;
            (_width, _height) = ((_columns * (size + Gap)) - Gap, (rows * (size + Gap)) - Gap);
            _rgba = new byte[_width * _height * 4];
        }

        public int ImageValues { get; }

        public int Count { get; }

        public void Place(int index, ReadOnlySpan<byte> image)
        {
            var plane = _size * _size;
            for (var i = 0; i < plane; i++)
            {
                var pixel = Pixel(index, i);
                for (var channel = 0; channel < 3; channel++)
                    pixel[channel] = image[(channel % _channels * plane) + i];
                pixel[3] = 255;
            }
        }

        public void Mark(int index, int position) => ((ReadOnlySpan<byte>)[255, 0, 255, 255]).CopyTo(Pixel(index, position));

        public SampleImage Encode() => new(_width, _height, PngEncoder.Encode(_rgba, _width, _height));

        private Span<byte> Pixel(int index, int position)
        {
            var x = (index % _columns * (_size + Gap)) + (position % _size);
            var y = (index / _columns * (_size + Gap)) + (position / _size);
            return _rgba.AsSpan(((y * _width) + x) * 4, 4);
        }
    }
}
