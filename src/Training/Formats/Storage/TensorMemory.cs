using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>The memory of CPU tensors, in storage order: the order of the dimensions (contiguous, channels last) does not matter to a store.</summary>
internal static class TensorMemory
{
    /// <summary>A span covers at most 2³¹ − 1 bytes; larger tensors are taken in parts of this many values.</summary>
    public const int PartLength = 1 << 28;

    /// <summary>How many values the part from <paramref name="start"/> has, of <paramref name="total"/> in the tensor.</summary>
    public static int LengthFrom(long start, long total) => (int)Math.Min(total - start, PartLength);

    /// <summary>Whether the elements fill one block of memory without gaps and without sharing, in any order of the dimensions.</summary>
    public static bool IsDense(Tensor tensor) => tensor.is_contiguous() || StorageOrder(tensor) is not null;

    /// <summary>Values <paramref name="start"/> and up, in storage order; keep the tensor alive while using the span.</summary>
    /// <exception cref="ArgumentException">The tensor is not dense.</exception>
    public static Span<float> Part(Tensor tensor, long start, int length)
    {
        if (length == tensor.numel() && tensor.is_contiguous())
            return MemoryMarshal.Cast<byte, float>(tensor.bytes);
        using var inference = no_grad();
        using var scope = NewDisposeScope();
        var order = StorageOrder(tensor) ?? throw new ArgumentException("The tensor's elements do not fill one block of memory.", nameof(tensor));
        return MemoryMarshal.Cast<byte, float>(tensor.permute(order).view(-1).narrow(0, start, length).bytes);
    }

    /// <summary>The dimensions from the outermost in memory to the innermost, or null when they leave gaps or overlap.</summary>
    private static long[]? StorageOrder(Tensor tensor)
    {
        var shape = tensor.shape;
        var strides = tensor.stride();
        var order = Enumerable.Range(0, shape.Length).Where(d => shape[d] != 1).OrderByDescending(d => strides[d]).ToArray();
        long expected = 1;
        foreach (var dimension in order.Reverse())
        {
            if (strides[dimension] != expected)
                return null;
            expected *= shape[dimension];
        }

        // Dimensions of one element lie anywhere.
        return [.. Enumerable.Range(0, shape.Length).Where(d => shape[d] == 1).Concat(order).Select(d => (long)d)];
    }
}
