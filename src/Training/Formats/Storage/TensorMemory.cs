using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>The memory of CPU tensors, in storage order: the order of the dimensions (contiguous, channels last) does not matter to a store.</summary>
internal static class TensorMemory
{
    /// <summary>A span covers at most 2³¹ − 1 bytes; larger tensors are taken in parts of this many values.</summary>
    public const int PartLength = 1 << 28;

    private static readonly long[] _oneByOne = [1];

    // A tensor's sizes are an array, which the call that takes it does not keep.
    [ThreadStatic]
    private static long[]? _rowLength;

    /// <summary>How many values the part from <paramref name="start"/> has, of <paramref name="total"/> in the tensor.</summary>
    public static int LengthFrom(long start, long total) => (int)Math.Min(total - start, PartLength);

    /// <summary>The same part of where a tensor is stored, which often is its own memory: then the span at hand.</summary>
    public static Span<float> PartOf(Tensor destination, Tensor source, Span<float> part, long start) =>
        ReferenceEquals(destination, source) ? part : Part(destination, start, part.Length);

    /// <summary>Whether the elements fill one block of memory without gaps and without sharing, in any order of the dimensions.</summary>
    public static bool IsDense(Tensor tensor)
    {
        if (tensor.is_contiguous())
            return true;
        // From the innermost dimension in memory to the outermost; one of a single element may lie anywhere.
        var total = tensor.numel();
        for (long filled = 1; filled < total;)
        {
            var dimension = (int)tensor.dim() - 1;
            while (dimension >= 0 && (tensor.size(dimension) == 1 || tensor.stride(dimension) != filled))
                dimension--;
            if (dimension < 0)
                return false;
            filled *= tensor.size(dimension);
        }

        return true;
    }

    /// <summary>Values <paramref name="start"/> and up, in storage order; keep the tensor alive while using the span.</summary>
    /// <exception cref="ArgumentException">The tensor is not dense.</exception>
    public static Span<float> Part(Tensor tensor, long start, int length)
    {
        if (length == tensor.numel() && tensor.is_contiguous())
            return MemoryMarshal.Cast<byte, float>(tensor.bytes);
        if (!IsDense(tensor))
            throw new ArgumentException("The tensor's elements do not fill one block of memory.", nameof(tensor));
        using var inference = no_grad();
        var size = _rowLength ??= new long[1];
        size[0] = length;
        using var row = tensor.as_strided(size, _oneByOne, tensor.storage_offset() + start);
        return MemoryMarshal.Cast<byte, float>(row.bytes);
    }
}
