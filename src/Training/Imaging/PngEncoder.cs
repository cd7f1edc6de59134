using Mantissa.Training.Imaging.Native;

namespace Mantissa.Training.Imaging;

/// <summary>Pixels to a PNG file by libpng.</summary>
public static unsafe class PngEncoder
{
    /// <param name="pixels">Width × height × 3 (red, green, blue) or × 4 (and opacity) bytes, row by row.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentException">The pixels do not fit the size.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        var channels = pixels.Length / ((long)width * height);
        if (channels is not (3 or 4) || pixels.Length != channels * width * height)
            throw new ArgumentException($"{pixels.Length} bytes are no {width} × {height} pixels of 3 or 4 bytes.", nameof(pixels));
        Png.Installed.Require();
        var image = Png.Image.Create();
        (image.Width, image.Height) = ((uint)width, (uint)height);
        image.Format = channels == 3 ? Png.Format.Rgb : Png.Format.Rgba;
        // Most images become smaller; one that does not is written again with the size that the library then names.
        var file = new byte[pixels.Length + 1024];
        fixed (byte* source = pixels)
        {
            while (true)
            {
                var size = (nuint)file.Length;
                int written;
                fixed (byte* target = file)
                    written = Png.Write(&image, target, ref size, 0, source, 0, null);
                if (written != 0)
                    return file[..(int)size];
                if (size <= (nuint)file.Length)
                    throw new InvalidOperationException($"libpng could not write {width} × {height} pixels: {image.Message}");
                file = new byte[size];
            }
        }
    }
}
