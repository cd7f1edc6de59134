using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Which .NET type holds an element of which tensor type.</summary>
internal static class ElementTypes
{
    /// <exception cref="ArgumentException">The type does not hold such elements.</exception>
    public static void Require<T>(ScalarType dtype)
    {
        if (Of(typeof(T)) != dtype) throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
    }

    public static ScalarType Of(Type type)
    {
        if (type == typeof(float)) return ScalarType.Float32;
        if (type == typeof(double)) return ScalarType.Float64;
        if (type == typeof(long)) return ScalarType.Int64;
        if (type == typeof(int)) return ScalarType.Int32;
        if (type == typeof(short)) return ScalarType.Int16;
        if (type == typeof(sbyte)) return ScalarType.Int8;
        if (type == typeof(byte)) return ScalarType.Byte;
        if (type == typeof(bool)) return ScalarType.Bool;
        if (type == typeof(Half)) return ScalarType.Float16;
        throw new NotSupportedException($"A tensor cannot hold elements of type {type.Name}.");
    }

    public static T Convert<T>(Number number)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return As<float, T>((float)number.AsDouble);
        if (typeof(T) == typeof(double)) return As<double, T>(number.AsDouble);
        if (typeof(T) == typeof(long)) return As<long, T>(number.AsInt64);
        if (typeof(T) == typeof(int)) return As<int, T>((int)number.AsInt64);
        if (typeof(T) == typeof(short)) return As<short, T>((short)number.AsInt64);
        if (typeof(T) == typeof(sbyte)) return As<sbyte, T>((sbyte)number.AsInt64);
        if (typeof(T) == typeof(byte)) return As<byte, T>((byte)number.AsInt64);
        if (typeof(T) == typeof(bool)) return As<bool, T>(number.AsInt64 != 0);
        return As<Half, T>((Half)number.AsDouble);
    }

    private static T As<S, T>(S value) => Unsafe.As<S, T>(ref value);
}
