namespace Mantissa.Training.Imaging;

/// <summary>
/// Decodes JPEG and PNG files, told apart by their first bytes. It keeps its buffer from one image to the next, so each thread has its own.
/// </summary>
public sealed class ImageDecoder(ImageLimits limits) : IDisposable
{
    private JpegDecoder? _jpeg;
    private byte[] _pixels = [];

    /// <param name="file">The whole file.</param>
    /// <param name="smallestSide">A JPEG may come reduced as long as both its sides keep this many pixels; default: never reduced.</param>
    /// <exception cref="InvalidImageException">The file is no JPEG or PNG, broken, cut off, or outside the limits.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> file, int smallestSide = int.MaxValue)
    {
        if (file.IsEmpty)
            throw new InvalidImageException("the file is empty");
        if (file.Length > limits.MaximumBytes)
            throw new InvalidImageException($"the file has {file.Length:N0} bytes, more than the {limits.MaximumBytes:N0} allowed");
        if (JpegDecoder.Recognises(file))
            return (_jpeg ??= new JpegDecoder()).Decode(file, limits, smallestSide, ref _pixels);
        if (PngDecoder.Recognises(file))
            return PngDecoder.Decode(file, limits, ref _pixels);
        throw new InvalidImageException("neither a JPEG nor a PNG file");
    }

    public void Dispose() => _jpeg?.Dispose();
}
