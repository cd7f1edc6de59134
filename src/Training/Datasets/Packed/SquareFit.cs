using Mantissa.Training.Imaging;

namespace Mantissa.Training.Datasets.Packed;

/// <summary>Packed images at the size that was asked for.</summary>
internal sealed class SquareFit(int size, ImageFit fit)
{
    private readonly SquareResampler _resampler = new(size);
    private readonly byte[] _planes = new byte[3 * size * size];
    private byte[] _rgb = [];

    /// <param name="images">Where the image is.</param>
    /// <param name="index">Which one.</param>
    /// <param name="target">Receives channels × size × size bytes.</param>
    public void Place(PackedImages images, int index, Span<byte> target)
    {
        if (images.Height <= size && images.Width <= size && (fit == ImageFit.Pad || images.Height == images.Width && images.Width == size))
            Pad(images, index, target);
        else
            Resize(images, index, target);
    }

    private void Pad(PackedImages images, int index, Span<byte> target)
    {
        var (left, top) = ((size - images.Width) / 2, (size - images.Height) / 2);
        target.Clear();
        var image = images.Image(index);
        for (var row = 0; row < images.Channels * images.Height; row++)
        {
            var (channel, y) = Math.DivRem(row, images.Height);
            image.Slice(row * images.Width, images.Width).CopyTo(target[((((channel * size) + top + y) * size) + left)..]);
        }
    }

    /// <summary>By the resampler of image files, which takes three channels pixel by pixel: a grey image has three equal ones.</summary>
    private void Resize(PackedImages images, int index, Span<byte> target)
    {
        var plane = images.Height * images.Width;
        if (_rgb.Length != 3 * plane)
            _rgb = new byte[3 * plane];
        var image = images.Image(index);
        for (var i = 0; i < _rgb.Length; i++)
            _rgb[i] = image[(i % 3 % images.Channels * plane) + (i / 3)];
        _resampler.Resample(new DecodedImage(images.Width, images.Height, _rgb), _planes);
        _planes.AsSpan(0, target.Length).CopyTo(target);
    }
}
