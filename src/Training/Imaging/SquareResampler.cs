namespace Mantissa.Training.Imaging;

/// <summary>
/// The centred square of an image at another size. Shrinking averages with a triangle as wide as two target pixels, so no detail aliases;
/// enlarging is bilinear. Separable, in single precision; each thread has its own because it keeps its buffers.
/// </summary>
public sealed class SquareResampler(int size)
{
    private int _sourceSide;
    private int[] _first = [];
    private float[] _weights = [];
    private int _taps;
    private float[] _rows = [];

    /// <param name="image">Any size.</param>
    /// <param name="target">Receives 3 × size × size bytes, channel by channel.</param>
    public void Resample(DecodedImage image, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, 3 * size * size);
        var side = Math.Min(image.Width, image.Height);
        var (left, top) = ((image.Width - side) / 2, (image.Height - side) / 2);
        if (side == size)
            Copy(image, left, top, target);
        else
            Filter(image, left, top, side, target);
    }

    private void Copy(DecodedImage image, int left, int top, Span<byte> target)
    {
        var plane = size * size;
        var red = target[..plane];
        var green = target.Slice(plane, plane);
        var blue = target.Slice(2 * plane, plane);
        for (var y = 0; y < size; y++)
        {
            var row = image.Pixels.Slice((((top + y) * image.Width) + left) * 3, size * 3);
            for (int x = 0, from = 0, to = y * size; x < size; x++, from += 3, to++)
                (red[to], green[to], blue[to]) = (row[from], row[from + 1], row[from + 2]);
        }
    }

    private void Filter(DecodedImage image, int left, int top, int side, Span<byte> target)
    {
        Prepare(side);
        // Horizontally: each source row becomes `size` pixels.
        for (var y = 0; y < side; y++)
        {
            var row = image.Pixels.Slice((((top + y) * image.Width) + left) * 3, side * 3);
            var output = _rows.AsSpan(y * size * 3, size * 3);
            for (var x = 0; x < size; x++)
            {
                var (red, green, blue) = (0f, 0f, 0f);
                var from = _first[x] * 3;
                foreach (var weight in _weights.AsSpan(x * _taps, _taps))
                {
                    red += weight * row[from];
                    green += weight * row[from + 1];
                    blue += weight * row[from + 2];
                    from += 3;
                }

                (output[3 * x], output[(3 * x) + 1], output[(3 * x) + 2]) = (red, green, blue);
            }
        }

        // Vertically: whole rows are added with one weight each, then spread over the planes.
        var sums = _rows.AsSpan(side * size * 3, size * 3);
        for (var y = 0; y < size; y++)
        {
            sums.Clear();
            for (var tap = 0; tap < _taps; tap++)
            {
                var weight = _weights[(y * _taps) + tap];
                var row = _rows.AsSpan((_first[y] + tap) * size * 3, size * 3);
                for (var i = 0; i < sums.Length; i++)
                    sums[i] += weight * row[i];
            }

            for (var i = 0; i < sums.Length; i++)
                target[(i % 3 * size * size) + (y * size) + (i / 3)] = (byte)Math.Clamp(sums[i] + 0.5f, 0, 255);
        }
    }

    /// <summary>The same number of taps for every target pixel, moved inside the image at its edges.</summary>
    private void Prepare(int side)
    {
        if (_sourceSide == side)
            return;
        _sourceSide = side;
        var scale = (double)side / size;
        var radius = Math.Max(scale, 1);
        _taps = Math.Min(side, (int)Math.Ceiling(2 * radius) + 1);
        _first = new int[size];
        _weights = new float[size * _taps];
        if (_rows.Length < (side + 1) * size * 3)
            _rows = new float[(side + 1) * size * 3];
        for (var x = 0; x < size; x++)
        {
            var centre = ((x + 0.5) * scale) - 0.5;
            var first = _first[x] = Math.Clamp((int)Math.Floor(centre - radius) + 1, 0, side - _taps);
            var sum = 0.0;
            for (var tap = 0; tap < _taps; tap++)
                sum += Triangle((first + tap - centre) / radius);
            for (var tap = 0; tap < _taps; tap++)
                _weights[(x * _taps) + tap] = (float)(Triangle((first + tap - centre) / radius) / sum);
        }
    }

    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));
}
