using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A scalar on its way to libtorch: the bits of a 64-bit integer or of a double, or nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Number
{
    private readonly long bits;
    private readonly NumberKind kind;

    private Number(long bits, NumberKind kind)
    {
        this.bits = bits;
        this.kind = kind;
    }

    public static Number None => default;

    public static Number One => new(1, NumberKind.Integer);

    public NumberKind Kind => kind;

    public long Bits => bits;

    public double AsDouble => kind == NumberKind.Real ? BitConverter.Int64BitsToDouble(bits) : bits;

    public long AsInt64 => kind == NumberKind.Real ? checked((long)BitConverter.Int64BitsToDouble(bits)) : bits;

    public static Number Integer(long value) => new(value, NumberKind.Integer);

    public static Number Real(double value) => new(BitConverter.DoubleToInt64Bits(value), NumberKind.Real);

    public static Number Boolean(bool value) => new(value ? 1 : 0, NumberKind.Boolean);

    public static Number From(long bits, long kind) => new(bits, (NumberKind)kind);
}

internal enum NumberKind : long
{
    None = 0,
    Integer = 1,
    Real = 2,
    Boolean = 3,
}
