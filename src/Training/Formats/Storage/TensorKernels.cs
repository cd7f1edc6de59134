using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// The kernels on dense float32 tensors. Tensors of another device travel to the processor and back: slow there, but the same bits.
/// </summary>
internal static class TensorKernels
{
    /// <inheritdoc cref="MagnitudeKernel"/>
    public static float Largest(Tensor source, KernelThreads threads)
    {
        using var inference = no_grad();
        using var host = OnProcessor(source);
        var (largest, total) = (0f, source.numel());
        for (long start = 0; start < total; start += TensorMemory.PartLength)
            largest = Math.Max(largest, MagnitudeKernel.Largest(TensorMemory.Part(host ?? source, start, TensorMemory.LengthFrom(start, total)), threads));
        return largest;
    }

    /// <summary>Stores a tensor into one of the same shape and strides, or into itself.</summary>
    public static QuantisationCounts Quantise(
        Tensor source, Tensor destination, FloatGrid grid, Rounding rounding, CounterRandom random, KernelThreads threads)
    {
        using var inference = no_grad();
        using var host = OnProcessor(source);
        var (counts, total) = (default(QuantisationCounts), source.numel());
        for (long start = 0; start < total; start += TensorMemory.PartLength)
        {
            var from = TensorMemory.Part(host ?? source, start, TensorMemory.LengthFrom(start, total));
            var to = host is null ? TensorMemory.PartOf(destination, source, from, start) : from;
            counts = counts.Plus(FloatKernel.Quantise(from, to, grid, rounding, random, (ulong)start, threads));
        }

        if (host is not null)
            destination.copy_(host);
        return counts;
    }

    /// <summary>Stores a tensor, in blocks along a dimension, into one of the same shape and strides, or into itself.</summary>
    public static QuantisationCounts QuantiseBlocks(
        Tensor source, Tensor destination, int axis, FloatGrid element, Rounding rounding, CounterRandom random, KernelThreads threads)
    {
        if (source.device_type != DeviceType.CPU || !source.is_contiguous() || !destination.is_contiguous())
        {
            // Blocks go along a dimension, whatever the order in memory.
            using var inference = no_grad();
            using var dense = source.contiguous();
            using var host = dense.cpu();
            using var stored = empty_like(host);
            var seen = QuantiseBlocks(host, stored, axis, element, rounding, random, threads);
            destination.copy_(stored);
            return seen;
        }

        var counts = default(QuantisationCounts);
        var (dimensions, length) = ((int)source.dim(), source.numel());
        Span<long> sizes = stackalloc long[Math.Max(dimensions, 1)];
        for (var i = 1; i < dimensions; i++)
            sizes[i] = source.size(i);
        // A part holds whole rows, or where blocks go along the rows, whole blocks of them.
        var row = dimensions > 1 ? length / source.size(0) : 1;
        var rows = Math.Max(TensorMemory.PartLength / row / BlockShape.Block * BlockShape.Block, BlockShape.Block);
        for (long first = 0; first < length; first += rows * row)
        {
            var part = (int)Math.Min(rows * row, length - first);
            sizes[0] = part / row;
            var shape = BlockShape.Along(sizes, dimensions > 1 ? axis : 0);
            var from = TensorMemory.Part(source, first, part);
            var to = TensorMemory.PartOf(destination, source, from, first);
            counts = counts.Plus(BlockKernel.Quantise(from, to, shape, element, rounding, random, (ulong)first, threads));
        }

        return counts;
    }

    /// <summary>A copy on the processor, or null when the tensor is there.</summary>
    public static Tensor? OnProcessor(Tensor tensor) => tensor.device_type == DeviceType.CPU ? null : tensor.cpu();
}
