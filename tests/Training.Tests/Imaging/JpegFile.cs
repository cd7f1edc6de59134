using System.Runtime.InteropServices;

namespace Mantissa.Training.Tests.Imaging;

/// <summary>JPEG files: one made by a browser, others by the library's compressor, which the platform itself never uses.</summary>
public static partial class JpegFile
{
    /// <summary>
    /// 24 × 16 pixels, six blocks of one colour each, written at quality 1 by the canvas of Chromium:
    /// (200, 30, 40), (20, 180, 60), (30, 60, 210) above (255, 255, 255), (0, 0, 0), (128, 128, 128).
    /// </summary>
    public static byte[] SixBlocks { get; } = Convert.FromBase64String(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAA
        AAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAA
        ABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAA
        AAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA
        9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBu
        AGMALgAgADIAMAAxADb/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/2wBDAQEBAQEBAQEB
        AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAARCAAQABgDAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAA
        CQv/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAGQEAAwADAAAAAAAAAAAAAAAAAAgKBwkL/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AI8n6qAkDG7mX
        hvXENrCuwl/OwgDgKAAD/9k=
        """);

    public static (byte R, byte G, byte B)[] SixColours { get; } =
        [(200, 30, 40), (20, 180, 60), (30, 60, 210), (255, 255, 255), (0, 0, 0), (128, 128, 128)];

    public enum Format
    {
        Rgb = 0,
        Grey = 6,
        Cmyk = 11,
    }

    /// <summary>Compresses at quality 100 without dropping colour.</summary>
    public static byte[] Compress(byte[] pixels, int width, int height, Format format = Format.Rgb, bool isProgressive = false)
    {
        const int FullColour = 0, GreyOnly = 3, Progressive = 16384;
        var handle = InitCompress();
        var file = nint.Zero;
        nuint size = 0;
        try
        {
            Compress(
                handle, pixels, width, 0, height, (int)format, ref file, ref size,
                format == Format.Grey ? GreyOnly : FullColour, 100, isProgressive ? Progressive : 0).ShouldBe(0);
            var bytes = new byte[size];
            Marshal.Copy(file, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            Free(file);
            Destroy(handle).ShouldBe(0);
        }
    }

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjCompress2")]
    private static partial int Compress(
        nint handle, byte[] pixels, int width, int pitch, int height, int format, ref nint file, ref nuint size, int subsampling, int quality, int flags);

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjFree")]
    private static partial void Free(nint file);

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);
}
