using System.Runtime.InteropServices;

namespace Mantissa.Training.Imaging.Native;

/// <summary>The functions of libturbojpeg 2 that are used here; names and order of arguments are the library's.</summary>
internal static partial class TurboJpeg
{
    private const string Library = "libturbojpeg.so.0";

    public static SystemLibrary Installed { get; } = new(Library, "JPEG images", "libturbojpeg0");

    public enum PixelFormat
    {
        Rgb = 0,
        Cmyk = 11,
    }

    public enum Colourspace
    {
        Rgb,
        YCbCr,
        Gray,
        Cmyk,
        Ycck,
    }

    [Flags]
    public enum Options
    {
        None = 0,

        /// <summary>The slow, accurate inverse transform, so that builds of the library agree.</summary>
        AccurateDct = 4096,

        /// <summary>A warning means that part of the picture is invented: stop there.</summary>
        StopOnWarning = 8192,

        /// <summary>No more than 500 scans: a progressive file of a few bytes can otherwise take minutes.</summary>
        LimitScans = 32768,
    }

    /// <summary>A decompressor; freed with its last reference.</summary>
    public sealed class Decompressor : SafeHandle
    {
        public Decompressor()
            : base(0, ownsHandle: true)
        {
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle() => Destroy(handle) == 0;
    }

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    public static partial Decompressor InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    public static unsafe partial int DecompressHeader(
        Decompressor handle, byte* jpeg, CULong size, out int width, out int height, out int subsampling, out Colourspace colourspace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    public static unsafe partial int Decompress(
        Decompressor handle, byte* jpeg, CULong size, byte* target, int width, int pitch, int height, PixelFormat format, Options options);

    public static string LastError(Decompressor handle) => Marshal.PtrToStringUTF8(GetErrorStr(handle)) ?? "unknown error";

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint GetErrorStr(Decompressor handle);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);
}
