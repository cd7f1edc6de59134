using Mantissa.Training.Imaging.Native;

namespace Mantissa.Training.Imaging;

/// <summary>PNG to RGB by libpng: every colour type and depth; transparent parts are laid on white.</summary>
internal static unsafe class PngDecoder
{
    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);

    /// <param name="file">A whole PNG file.</param>
    /// <param name="limits">Checked against the header.</param>
    /// <param name="pixels">Receives the pixels; grows when needed.</param>
    public static DecodedImage Decode(ReadOnlySpan<byte> file, ImageLimits limits, ref byte[] pixels)
    {
        Png.Installed.Require();
        var image = Png.Image.Create();
        try
        {
            fixed (byte* source = file)
            {
                if (Png.BeginRead(&image, source, (nuint)file.Length) == 0)
                    throw Broken(image);
                limits.Check(image.Width, image.Height);
                var (width, height) = ((int)image.Width, (int)image.Height);
                var needed = width * height * 3;
                if (pixels.Length < needed)
                    pixels = GC.AllocateUninitializedArray<byte>(needed);
                image.Format = Png.Format.Rgb;
                image.Flags |= Png.DeepIsSrgb;
                var white = new Png.Colour(255, 255, 255);
                fixed (byte* target = pixels)
                {
                    if (Png.FinishRead(&image, &white, target, width * 3, null) == 0)
                        throw Broken(image);
                }

                return new DecodedImage(width, height, pixels.AsSpan(0, needed));
            }
        }
        finally
        {
            Png.Free(&image);
        }
    }

    private static InvalidImageException Broken(in Png.Image image) => new($"broken PNG: {image.Message}");
}
