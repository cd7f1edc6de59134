using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Mantissa.Training.Imaging.Native;

/// <summary>The simplified interface of libpng 1.6 ("png_image").</summary>
internal static unsafe partial class Png
{
    private const string Library = "libpng16.so.16";

    /// <summary>PNG_IMAGE_VERSION.</summary>
    private const uint Version = 1;

    public static SystemLibrary Installed { get; } = new(Library, "PNG images", "libpng16-16");

    public enum Format : uint
    {
        Rgb = 2,
        Rgba = 3,
    }

    /// <summary>PNG_IMAGE_FLAG_16BIT_sRGB: deep files that do not say otherwise hold ordinary colours, not linear light.</summary>
    public const uint DeepIsSrgb = 4;

    /// <summary>The structure <c>png_image</c>.</summary>
    public struct Image
    {
        public nint Opaque;
        private uint _version;
        public uint Width;
        public uint Height;
        public Format Format;
        public uint Flags;
        public uint ColourmapEntries;
        public uint WarningOrError;
        private Text _message;

        public static Image Create() => new() { _version = Version };

        /// <summary>The library's own words about the last failure.</summary>
        public readonly string Message
        {
            get
            {
                ReadOnlySpan<byte> text = _message;
                return Encoding.UTF8.GetString(text[..(text.IndexOf((byte)0) is var end && end < 0 ? text.Length : end)]);
            }
        }

        [InlineArray(64)]
        private struct Text
        {
            private byte _first;
        }
    }

    public struct Colour(byte red, byte green, byte blue)
    {
        public byte Red = red, Green = green, Blue = blue;
    }

    [LibraryImport(Library, EntryPoint = "png_image_begin_read_from_memory")]
    public static partial int BeginRead(Image* image, byte* file, nuint size);

    [LibraryImport(Library, EntryPoint = "png_image_finish_read")]
    public static partial int FinishRead(Image* image, Colour* background, byte* target, int rowStride, void* colourmap);

    [LibraryImport(Library, EntryPoint = "png_image_write_to_memory")]
    public static partial int Write(
        Image* image, byte* file, ref nuint size, int convertTo8Bit, byte* pixels, int rowStride, void* colourmap);

    [LibraryImport(Library, EntryPoint = "png_image_free")]
    public static partial void Free(Image* image);
}
