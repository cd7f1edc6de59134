using System.Text;

namespace Mantissa.Training.Datasets.Packed;

/// <summary>
/// A tar whose members of names and attributes are small (POSIX pax, "ustar Interchange Format" and "pax Header Block"; types L and K are GNU's):
/// the framework's reader takes the whole of such a member into memory, however large it says that it is. Members of content it leaves where
/// they are.
/// </summary>
internal sealed class TarStream(Stream content) : ForwardStream(content)
{
    private const int BlockBytes = 512;
    private const int SizeAt = 124;
    private const int SizeBytes = 12;
    private const int TypeAt = 156;
    private const long LargestAttributes = 1 << 20;

    private readonly byte[] _header = new byte[BlockBytes];
    private int _filled;
    private long _rest;

    protected override void Pass(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = (int)Math.Min(bytes.Length, _rest > 0 ? _rest : BlockBytes - _filled);
            if (_rest > 0)
            {
                _rest -= taken;
            }
            else
            {
                bytes[..taken].CopyTo(_header.AsSpan(_filled));
                _filled += taken;
                if (_filled == BlockBytes)
                    Begin();
            }

            bytes = bytes[taken..];
        }
    }

    /// <summary>A header is whole: its member follows, in whole blocks.</summary>
    private void Begin()
    {
        _filled = 0;
        var size = Size(_header.AsSpan(SizeAt, SizeBytes));
        if ((char)_header[TypeAt] is 'x' or 'g' or 'L' or 'K' && size > LargestAttributes)
            throw new InvalidDataException($"its list of names and attributes has {size:N0} bytes, more than the {LargestAttributes:N0} allowed.");
        _rest = (size + BlockBytes - 1) / BlockBytes * BlockBytes;
    }

    /// <summary>In octal digits, or, where the first bit is set, as a big-endian number; a number that is neither is the reader's to refuse.</summary>
    private static long Size(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) == 0)
        {
            var digits = Encoding.ASCII.GetString(field).Trim('\0', ' ');
            return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? digits.Aggregate(0L, (size, digit) => (size * 8) + (digit - '0')) : 0;
        }

        var value = (long)(field[0] & 0x3F);
        foreach (var digit in field[1..])
            value = value > long.MaxValue >> 9 ? long.MaxValue >> 9 : (value << 8) | digit;
        return value;
    }
}
