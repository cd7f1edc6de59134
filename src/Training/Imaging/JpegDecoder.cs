using System.Runtime.InteropServices;
using Mantissa.Training.Imaging.Native;

namespace Mantissa.Training.Imaging;

/// <summary>JPEG to RGB by libturbojpeg: grey, YCbCr, RGB and the two kinds of CMYK, baseline and progressive.</summary>
internal sealed unsafe class JpegDecoder : IDisposable
{
    private const TurboJpeg.Options Strict =
        TurboJpeg.Options.AccurateDct | TurboJpeg.Options.StopOnWarning | TurboJpeg.Options.LimitScans;

    private TurboJpeg.Decompressor _decompressor = Start();

    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    /// <param name="file">A whole JPEG file.</param>
    /// <param name="limits">Checked against the header.</param>
    /// <param name="smallestSide">
    /// The picture may come reduced to ½, ¼ or ⅛ as long as both sides keep this many pixels: large photographs decode several times faster.
    /// </param>
    /// <param name="pixels">Receives the pixels; grows when needed.</param>
    public DecodedImage Decode(ReadOnlySpan<byte> file, ImageLimits limits, int smallestSide, ref byte[] pixels)
    {
        fixed (byte* jpeg = file)
        {
            var size = new CULong((nuint)file.Length);
            if (TurboJpeg.DecompressHeader(_decompressor, jpeg, size, out var width, out var height, out _, out var colourspace) != 0)
                throw Broken();
            limits.Check(width, height);
            var original = (width, height);
            (width, height) = Reduce(width, height, smallestSide);
            var isCmyk = colourspace is TurboJpeg.Colourspace.Cmyk or TurboJpeg.Colourspace.Ycck;
            var needed = width * height * (isCmyk ? 4 : 3);
            if (pixels.Length < needed)
                pixels = GC.AllocateUninitializedArray<byte>(needed);
            fixed (byte* target = pixels)
            {
                var format = isCmyk ? TurboJpeg.PixelFormat.Cmyk : TurboJpeg.PixelFormat.Rgb;
                if (TurboJpeg.Decompress(_decompressor, jpeg, size, target, width, 0, height, format, Strict) != 0)
                    throw Broken();
            }

            if (isCmyk)
                CmykToRgb(pixels.AsSpan(0, needed));
            return new DecodedImage(width, height, pixels.AsSpan(0, width * height * 3)) { Original = original };
        }
    }

    public void Dispose() => _decompressor.Dispose();

    /// <summary>The library scales by eighths and rounds up.</summary>
    private static (int Width, int Height) Reduce(int width, int height, int smallestSide)
    {
        var divisor = 1;
        while (divisor < 8 && Math.Min(width, height) / (divisor * 2) >= smallestSide)
            divisor *= 2;
        return ((width + divisor - 1) / divisor, (height + divisor - 1) / divisor);
    }

    /// <summary>In place. Files of this kind come from Adobe's programs, which store the absence of ink: 255 is none.</summary>
    private static void CmykToRgb(Span<byte> pixels)
    {
        for (int from = 0, to = 0; from < pixels.Length; from += 4, to += 3)
        {
            var light = pixels[from + 3];
            for (var i = 0; i < 3; i++)
                pixels[to + i] = (byte)(((pixels[from + i] * light) + 127) / 255);
        }
    }

    private static TurboJpeg.Decompressor Start()
    {
        TurboJpeg.Installed.Require();
        var decompressor = TurboJpeg.InitDecompress();
        return decompressor.IsInvalid
            ? throw new InvalidOperationException("libturbojpeg could not start a decompressor; the process is short of memory.")
            : decompressor;
    }

    /// <summary>A decompressor that failed within a header goes on from there with the next file: it has to be replaced.</summary>
    private InvalidImageException Broken()
    {
        var problem = TurboJpeg.LastError(_decompressor);
        _decompressor.Dispose();
        _decompressor = Start();
        return new InvalidImageException($"broken JPEG: {problem}");
    }
}
