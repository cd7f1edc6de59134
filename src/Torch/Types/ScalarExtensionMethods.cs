namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;

    public static Scalar ToScalar(this sbyte value) => value;

    public static Scalar ToScalar(this short value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this Half value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this bool value) => value;

    public static Half ToHalf(this Scalar value) => (Half)value.Number.AsDouble;

    public static float ToSingle(this Scalar value) => (float)value.Number.AsDouble;

    public static double ToDouble(this Scalar value) => value.Number.AsDouble;

    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.Number.AsInt64);

    public static byte ToByte(this Scalar value) => checked((byte)value.Number.AsInt64);

    public static short ToInt16(this Scalar value) => checked((short)value.Number.AsInt64);

    public static int ToInt32(this Scalar value) => checked((int)value.Number.AsInt64);

    public static long ToInt64(this Scalar value) => value.Number.AsInt64;

    public static bool ToBoolean(this Scalar value) => value.Number.AsDouble != 0;
}
