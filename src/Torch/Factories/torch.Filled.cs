using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static unsafe partial class torch
{
    private static Tensor Filled<T>(
        ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names = null)
        where T : unmanaged
    {
        if (Shape.Count(shape) != data.Length)
            throw new ArgumentException($"{data.Length} values do not fill a tensor of shape [{Shape.Text(shape)}].");
        var source = ElementTypes.Of(typeof(T));
        fixed (T* values = data)
        fixed (long* sizes = shape)
        {
            var placement = Placement.Of(dtype ?? source, device, requiresGrad);
            return Named(mt_from_memory(values, (long)data.Length * sizeof(T), (sbyte)source, sizes, shape.Length, placement), names);
        }
    }

    private static Tensor Filled<T>(Array data, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names)
        where T : unmanaged
    {
        var shape = new long[data.Rank];
        for (var d = 0; d < shape.Length; d++) shape[d] = data.GetLongLength(d);
        ref var first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(data));
        return Filled<T>(MemoryMarshal.CreateReadOnlySpan(ref first, data.Length), shape, dtype, device, requiresGrad, names);
    }

    private static Tensor Named(nint result, string[]? names) => Named(Tensor.New(result), names);

    /// <summary>Gives the dimensions their names, if any.</summary>
    private static Tensor Named(Tensor tensor, string[]? names)
    {
        if (names is null) return tensor;
        var texts = Array.ConvertAll(names, text => Marshal.StringToCoTaskMemUTF8(text));
        try
        {
            fixed (nint* list = texts) NativeError.Check(mt_set_names(tensor.Handle, (byte**)list, texts.Length));
            return tensor;
        }
        finally
        {
            foreach (var text in texts) Marshal.FreeCoTaskMem(text);
        }
    }
}
